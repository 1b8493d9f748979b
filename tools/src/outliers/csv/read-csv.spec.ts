import { InputRefused } from '../input-refused';
import { readCsv, type CsvChoices } from './read-csv';

const NO_CHOICES: CsvChoices = { dates: undefined, decimals: undefined };
const T = Date.UTC(2026, 0, 1);

/** In pieces that end anywhere, as files come. */
async function* pieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
  await Promise.resolve();
}

function read(text: string, choices: Partial<CsvChoices> = {}) {
  return readCsv(() => pieces(text, 7), text, 'file', { ...NO_CHOICES, ...choices });
}

/** Series as `name: values`. */
async function seriesOf(text: string, choices: Partial<CsvChoices> = {}) {
  const { series } = await read(text, choices);
  return Object.fromEntries(series.map(({ name, values }) => [name, values]));
}

describe('CSV', () => {
  it.each([
    ['by its heading, in any order', 'value,Metric,timestamp\n1,cpu,2026-01-01\n2,mem,2026-01-01'],
    ['of time, name and value without a heading', '2026-01-01,cpu,1\n2026-01-01,mem,2'],
    ['with semicolons and quotes', 'time;name;value\n"2026-01-01";"cpu";1\n2026-01-01;mem;"2"'],
    ['after the separator that Excel names', 'sep=|\ntime|name|value\n2026-01-01|cpu|1\n2026-01-01|mem|2'],
    ['with a heading of other words', 'when,what,how much\n2026-01-01,cpu,1\n2026-01-01,mem,2'],
    ['a column a series', 'time,cpu,mem\n2026-01-01,1,2'],
    ['a column a series, behind the numbers of lines', ',time,cpu,mem\n0,2026-01-01,1,2'],
    ['with separators at the ends of lines', 'time,cpu,mem,\n2026-01-01,1,2,,\n,,,\n\n'],
    ['with the time of day in a column of its own', 'Date;Time;cpu;mem\n2026-01-01;00:00:00;1;2'],
    ['with a time of day beside a duration', 'Duration,Date,Time,cpu,mem\n00:10:00,2026-01-01,00:00:00,1,2'],
    ['after a tab that Excel names', 'sep=\t\ntime\tcpu\tmem\n2026-01-01\t1\t2'],
    ['with a heading that begins with #', '# by hand\n#time,cpu,mem\n2026-01-01,1,2'],
    ['behind the numbers of lines, headed #', '#,time,cpu,mem\n0,2026-01-01,1,2'],
  ])('is read %s', async (_what, text) => {
    const { series, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(series).toEqual([
      { name: 'cpu', times: [T], values: [1] },
      { name: 'mem', times: [T], values: [2] },
    ]);
  });

  it.each([
    ['timestamp,value\n2026-01-01 00:00:00,20.5', { file: [20.5] }],
    ['timestamp,load\n2026-01-01 00:00:00,20.5', { load: [20.5] }],
    ['1\n2e3\n-4\n−5\n.5', { file: [1, 2000, -4, -5, 0.5] }],
    ['load\n1\n2', { load: [1, 2] }],
    ['1767225600,5\n1767225660,6', { file: [5, 6] }],
    ['0;1,5\n1;2', { file: [1.5, 2] }],
    ['time,name,value\n0,"cpu, ""user""",1\n1,"cpu, ""user""",2', { 'cpu, "user"': [1, 2] }],
    ['time,host,metric,value\n0,a,cpu,1\n0,b,cpu,2', { 'cpu{host="a"}': [1], 'cpu{host="b"}': [2] }],
    [
      'time,host,cpu,mem\n0,a,1,2\n0,b,3,4',
      { 'cpu{host="a"}': [1], 'mem{host="a"}': [2], 'cpu{host="b"}': [3], 'mem{host="b"}': [4] },
    ],
    ['time,sensor_id,value\n0,7,1\n0,8,2\n1,7,3\n1,8,4', { '7': [1, 3], '8': [2, 4] }],
    ['time,cpu,cpu\n0,1,2', { 'cpu (column 2)': [1], 'cpu (column 3)': [2] }],
    ['time,load\n0,12 ms\n1,13ms', { load: [12, 13] }],
    ['time,"a\nb"\n0,1', { 'a\nb': [1] }],
    ['time,status,requests\n0,2xx,9\n0,5xx,1\n1,2xx,8', { '2xx': [9, 8], '5xx': [1] }],
    ['time,seat,load\n0,1a,9\n0,2a,1', { '1a': [9], '2a': [1] }],
    ['time,load\n0,1MiB/s\n1,2MiB/s', { load: [1, 2] }],
    ['time,load\n0,1 apple\n1,2 apple', { load: [1, 2] }],
    ['time,host,value\n0,a,1\n0,7,2', { a: [1], '7': [2] }],
    [
      'timestamp,duration,cpu\n2026-01-01 10:00:00,00:10:00,1\n2026-01-01 11:00:00,00:20:00,2',
      { cpu: [1, 2] },
    ],
    ['# by hand\n1\n2', { file: [1, 2] }],
    ['#2026-01-01,5\n2026-01-01,6', { file: [6] }],
    ['# time,cpu\ntime,load\n0,6', { load: [6] }],
  ])('names series: %j', async (text, expected) => expect(await seriesOf(text)).toEqual(expected));

  it.each([
    ['time;a;b\n0;20,3;1\n1;1.234;2', { a: [20.3, 1234], b: [1, 2] }],
    ['time\ta\n0\t20,3', { a: [20.3] }],
    ['time;a\n0;20,300', { a: [20.3] }],
    ['time;a\n0;20.300', { a: [20.3] }],
    ['time,a\n0,"1,234.5"\n1,"1,234"', { a: [1234.5, 1234] }],
    ['time,a\n0,"1,234,567"', { a: [1_234_567] }],
    ['time,a\n0,"20,25"', { a: [20.25] }],
    ["time;a\n0;1 234,5\n1;1'234", { a: [1234.5, 1234] }],
  ])('has a decimal point or a decimal comma: %j', async (text, expected) =>
    expect(await seriesOf(text)).toEqual(expected),
  );

  it('has the decimal mark that is asked for, where it does not tell', async () => {
    const text = 'time,a\n0,"1,234"';
    expect(await seriesOf(text, { decimals: 'comma' })).toEqual({ a: [1.234] });
    expect(await seriesOf(text, { decimals: 'point' })).toEqual({ a: [1234] });
  });

  it.each([
    [
      'value\n20,258\n21,3',
      'line 2: 2 fields under 1 heading: a comma within a number or a name needs quotes',
    ],
    ['20,258\n21,300', 'give the columns a heading such as time,value'],
    [
      'time,a\n0,"1,234"',
      'line 2: 1,234 may have a decimal comma or thousands apart, and no other number tells; say which it is: --decimals',
    ],
    ['time;a\n0;1.5\n1;2,5', '1.5 on line 2 has a decimal point, 2,5 on line 3 a decimal comma'],
    [
      'time,value\n05/03/2024,1',
      'line 2: 05/03/2024 may be day-first or month-first, and no other date tells; say which they are: --dates day-first',
    ],
    [
      'time,value\n13/03/2024,1\n03/13/2024,1',
      '13/03/2024 on line 2 is day-first, 03/13/2024 on line 3 is month-first',
    ],
    ['time,value\nsoon,1\nlater,2\n2026-01-01,3', 'line 2: "soon" is no time: expected is a date such as'],
    [
      'time,cpu,mem\n0,1,off\n1,2,off\n2,3,off\n3,4,20.1\n4,5,20.3',
      'line 5: mem is "20.1", but "off" on line 2; expected is a column of numbers (NaN where there is none) or',
    ],
    ['time,a,b,mem\n0,1,1,off\n1,2,1,off\n2,3,1,20.1', 'line 4: mem is "20.1", but "off" on line 2'],
    ['time,a,b,mem\n0,1,1,20.1\n1,2,1,off\n2,3,1,off', 'line 3: mem is "off", but "20.1" on line 2'],
    ['a,b\nx,y\nz,w', 'no column is one of numbers: on line 2, b is "y"'],
    ['time,load\n0,12 ms\n1,1 s', 'line 3: load is in s, but in ms on line 2: write a column in one unit'],
    ['time,a\n0,"1\n1,2', 'line 2: a field in quotes does not end as it should'],
    ['time,a\n0,"1"2",3\n1,2', 'line 2: a field in quotes does not end as it should'],
  ])('is refused, with the line and what to do: %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(InputRefused);
    await expect(read(text)).rejects.toThrow(message);
  });

  it('names lines that are out of shape, counts lines within quotes, and goes on', async () => {
    const text =
      'time,"a\nb"\n0,1\n\n# a "comment\n1,2,3\n4\n5,many\nsoon,6\n2026-02-30,7\n,8\n7,9\n8,10\n9,11\n10,12\n11,1';
    const { series, problems, problemCount } = await read(text);
    expect(series[0]?.values).toEqual([1, 9, 10, 11, 12, 1]);
    expect(problems.map((each) => each.slice(0, 48))).toEqual([
      'line 6: 3 fields under 2 headings: a comma withi',
      'line 7: 1 field under 2 headings',
      'line 8: a\\u000ab is no number: "many"',
      'line 9: "soon" is no time: expected is a date su',
      'line 10: "2026-02-30" is no time: there is no su',
      'line 11: it has no time',
    ]);
    expect(problemCount).toBe(6);
  });

  it('says of a column of nothing that it is left out, but not of separators at the ends of lines', async () => {
    const { notes } = await read('time,cpu,mem,disk,\n0,1,NaN,,\n1,2,null,,');
    expect(notes.slice(0, 2)).toEqual([
      'mem is left out: it has no value',
      'disk is left out: it has no value',
    ]);
    expect(notes.join()).not.toContain('column 5');
  });

  it('says how many lines it passes over as comments', async () => {
    expect((await read('# by hand\n#time,cpu\n0,1')).notes).toContain(
      'line 1 begins with # and is passed over',
    );
    expect((await read('#time,cpu\n0,1')).notes.join()).not.toContain('#');
    expect((await read('#time,cpu\n0,1\n#1,2')).notes).toContain('line 3 begins with # and is passed over');
    expect((await read('time,cpu\n#0,1\n1,2\n#2,3')).notes).toContain(
      '2 lines that begin with # are passed over (first line 2)',
    );
  });

  it('never says that a column is the same everywhere where dates are among its texts', async () => {
    const { series, notes } = await read('time,a,b,up\n0,1,2,no\n1,1,2,no\n2,1,2,2026-01-01');
    expect(series.map(({ name }) => name)).toContain('a{up="2026-01-01"}');
    expect(notes.join()).not.toContain('everywhere');
  });

  describe('a column of numbers beside the values', () => {
    const UNUSED = 'port is left out: the values are in value';
    const USED = 'port tells series apart: without it, times repeat';

    it('tells series apart where times repeat without it', async () => {
      const { series, notes } = await read('time,port,value\n0,80,1\n0,443,2\n1,80,3\n1,443,4');
      expect(series.map(({ name, values }) => [name, values])).toEqual([
        ['80', [1, 3]],
        ['443', [2, 4]],
      ]);
      expect(notes).toContain(USED);
      expect(notes).not.toContain(UNUSED);
    });

    it('is a label beside other names', async () =>
      expect(await seriesOf('time,host,port,value\n0,a,80,1\n0,a,443,2\n0,b,80,3\n0,b,443,4')).toEqual({
        'file{host="a", port="80"}': [1],
        'file{host="a", port="443"}': [2],
        'file{host="b", port="80"}': [3],
        'file{host="b", port="443"}': [4],
      }));

    it.each([
      ['no time repeats', 'time,port,value\n0,80,1\n1,443,2\n2,80,3'],
      ['times repeat with it, too', 'time,port,value\n0,80,1\n0,80,2\n1,443,3'],
    ])('is left out where %s', async (_why, text) => {
      const { series, notes } = await read(text);
      expect(series.map(({ name, values }) => [name, values])).toEqual([['file', [1, 2, 3]]]);
      expect(notes).toContain(UNUSED);
    });
  });

  it('says what is left out, how often, why and where first', async () => {
    const { series, notes } = await read(
      'time,cpu,job,at,id\n0,,x,2026-01-01,1\n1,NaN,x,2026-01-01,2\n2,,x,2026-01-01,3\n3,4,x,2026-01-01,4\n4,-inf,x,2026-01-01,5\n5,null,x,2026-01-01,6',
    );
    expect(series.map(({ values }) => values)).toEqual([[4]]);
    expect(notes).toEqual([
      'job is left out: it is "x" everywhere',
      'at is left out: it is a further time',
      'id is left out: it is different on nearly every line',
      'times are small numbers: they are read as seconds from 1970-01-01 on',
      'cpu: 2 empty (first line 2), 1 NaN (line 3), 1 -inf (line 6), 1 null (line 7) left out',
    ]);
  });

  it('puts values in the order of time, and says so', async () => {
    const { series, notes } = await read(
      'time,value\n1767225603,30\n1767225601,10\n1767225602,20\n1767225601,11',
    );
    expect(series).toEqual([
      { name: 'file', times: [1, 1, 2, 3].map((second) => T + second * 1000), values: [10, 11, 20, 30] },
    ]);
    expect(notes).toEqual([
      'sorted by time, for they were not in order: "file"',
      '1 value has a time that came before (first 2026-01-01 00:00:01 of "file"); all are kept',
    ]);
  });

  it('keeps the first hundred problems, and counts all', async () => {
    const { problems, problemCount } = await read(`value\n${'x\n'.repeat(1000)}${'1\n'.repeat(1001)}`);
    expect([problems.length, problemCount]).toEqual([100, 1000]);
  });

  it('never shows control characters of the input', async () => {
    const { problems } = await read('time,a\n0,1\n1,\u001b[31mred\n2,3');
    expect(problems).toEqual(['line 3: a is no number: "\\u001b[31mred"']);
  });

  it('may be empty', async () => expect((await read('')).series).toEqual([]));
});

describe('numbers written as CSV', () => {
  /** The same numbers in every run: what fails can be looked at. */
  function randomNumbers(seed: number) {
    let state = seed;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    return {
      next,
      number: () =>
        Number(((next() - 0.5) * 10 ** Math.floor(next() * 12 - 3)).toPrecision(1 + Math.floor(next() * 9))),
    };
  }

  const DIALECTS = ['\t', ';', '|', ','].flatMap((separator) =>
    ['point', 'comma'].flatMap((mark) => [true, false].map((grouped) => ({ separator, mark, grouped }))),
  );

  it.each(DIALECTS)('are read as they were: %j', async ({ separator, mark, grouped }) => {
    const random = randomNumbers(separator.charCodeAt(0) * 4 + mark.length * 2 + Number(grouped));
    const format = new Intl.NumberFormat(mark === 'comma' ? 'de' : 'en', {
      ...{ useGrouping: grouped, maximumFractionDigits: 20 },
    });
    for (let round = 0; round < 20; round++) {
      const columns = 1 + Math.floor(random.next() * 4);
      const rows = Array.from({ length: 1 + Math.floor(random.next() * 30) }, () =>
        Array.from({ length: columns }, random.number),
      );
      // One number that shows the mark: a file without any may be refused.
      rows.push(Array<number>(columns).fill(0.25));
      const written = (value: number) => {
        const text = format.format(value);
        return text.includes(separator) || random.next() < 0.2 ? `"${text}"` : text;
      };
      const lines = rows.map((row, at) => [String(1_767_225_600 + at), ...row.map(written)].join(separator));
      const heading = ['time', ...Array.from({ length: columns }, (_, at) => `c${at}`)].join(separator);
      const { series, problems } = await read([heading, ...lines].join('\n'));
      expect(problems).toEqual([]);
      expect(series.map(({ values }) => values)).toEqual(
        Array.from({ length: columns }, (_, at) => rows.map((row) => row[at])),
      );
    }
  });
});
