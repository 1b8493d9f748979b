import { csvReader } from './csv-reader';

function read(text: string) {
  const reader = csvReader('file');
  for (const line of text.split('\n')) reader.line(line);
  return reader.end();
}

const T = Date.UTC(2026, 0, 1);

describe('CSV', () => {
  it.each([
    ['by its heading, in any order', 'value,host,Metric,timestamp\n1,a,cpu,2026-01-01\n2,b,mem,2026-01-01'],
    ['of time, name and value without a heading', '2026-01-01,cpu,1\n2026-01-01,mem,2'],
    [
      'with semicolons, quotes and a byte order mark',
      '\uFEFFtime;name;value\n"2026-01-01";"cpu";1\n2026-01-01;mem;"2"',
    ],
    ['with a heading of other words', 'when,what,how much\n2026-01-01,cpu,1\n2026-01-01,mem,2'],
  ])('is read %s', (_what, text) => {
    expect(read(text)).toEqual({
      series: [
        { name: 'cpu', times: [T], values: [1] },
        { name: 'mem', times: [T], values: [2] },
      ],
      problems: [],
      problemCount: 0,
    });
  });

  it('is read without names, and without times', () => {
    expect(read('timestamp,value\n2026-01-01 00:00:00,20.5').series).toEqual([
      { name: 'file', times: [T], values: [20.5] },
    ]);
    expect(read('1\n2e3\n-4').series).toEqual([{ name: 'file', times: undefined, values: [1, 2000, -4] }]);
  });

  it('may have names with separators and quotes in them', () => {
    const { series } = read('time,name,value\n0,"cpu, ""user""",1\n1,"cpu, ""user""",2');
    expect(series).toEqual([{ name: 'cpu, "user"', times: [0, 1000], values: [1, 2] }]);
  });

  it('is put in the order of time', () => {
    expect(read('time,value\n3,30\n1,10\n2,20\n1,11').series).toEqual([
      { name: 'file', times: [1000, 1000, 2000, 3000], values: [10, 11, 20, 30] },
    ]);
  });

  it('names bad lines with their numbers, and goes on', () => {
    const { series, problems, problemCount } = read(
      'time,name,value\n0,a,1\n\n# a comment\n1,a,many\nsoon,a,3\n4,a\n5,a,NaN\n6,a,7',
    );
    expect(series).toEqual([{ name: 'a', times: [0, 6000], values: [1, 7] }]);
    expect(problems).toEqual([
      'line 5: the value is no finite number: many',
      'line 6: the time is none: soon',
      'line 7: it has no value',
      'line 8: the value is no finite number: NaN',
    ]);
    expect(problemCount).toBe(4);
  });

  it('keeps the first hundred problems, and counts all', () => {
    const { problems, problemCount } = read(`value\n${'x\n'.repeat(1000)}`);
    expect([problems.length, problemCount]).toEqual([100, 1000]);
  });

  it('may be empty', () => expect(read('').series).toEqual([]));
});
