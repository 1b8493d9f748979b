import { parseTime } from './parse-time';
import { timeColumn, type DateOrder } from './time-column';

/** The times as ISO, or what is wrong with them. */
function timesOf(texts: readonly string[], asked?: DateOrder) {
  const column = timeColumn();
  texts.forEach((text, at) => column.see(parseTime(text), at + 1, text));
  const { timeOf, notes } = column.decide(asked);
  const shown = texts.map((text) => {
    const at = timeOf(parseTime(text));
    return typeof at === 'number' ? new Date(at).toISOString() : at;
  });
  return { shown, notes };
}

describe('a column of times', () => {
  it.each([
    ['s', '1709634030', '1709634031.5'],
    ['ms', '1709634030000', '1709634031500'],
    ['µs', '1709634030000000', '1709634031500000'],
    ['ns', '1709634030000000000', '1709634031500000000'],
  ])('counts in one unit: %s', (_unit, ...texts) =>
    expect(timesOf(texts).shown).toEqual(['2024-03-05T10:20:30.000Z', '2024-03-05T10:20:31.500Z']),
  );

  it('counts in the unit of most of it, across its bounds', () =>
    expect(timesOf(['99999999999', '100000000000', '100000000001']).shown).toEqual([
      '1973-03-03T09:46:39.999Z',
      '1973-03-03T09:46:40.000Z',
      '1973-03-03T09:46:40.001Z',
    ]));

  it.each([
    [['1709634030', '1709634031', '1709634032000'], 'it is after the year 9999, in seconds since 1970'],
    [
      ['1709634030000', '1709634031000', '1709634032'],
      'it seems to be in seconds since 1970, the others are in milliseconds',
    ],
  ])('names what counts in another unit: %j', (texts, why) => expect(timesOf(texts).shown[2]).toBe(why));

  it('says that small numbers are no times of our days', () =>
    expect(timesOf(['0', '60']).notes).toEqual([
      'times are small numbers: they are read as seconds from 1970-01-01 on',
    ]));

  it.each([
    [
      ['05/03/2024', '13/03/2024'],
      undefined,
      '2024-03-05',
      'dates are read day-first, as 13/03/2024 on line 2 shows',
    ],
    [
      ['05/03/2024', '03/13/2024'],
      undefined,
      '2024-05-03',
      'dates are read month-first, as 03/13/2024 on line 2 shows',
    ],
    [['05/03/2024'], 'day-first', '2024-03-05', undefined],
    [['05/03/2024'], 'month-first', '2024-05-03', undefined],
    [['05/05/2024'], undefined, '2024-05-05', undefined],
  ] as const)('reads dates in one order: %j, asked for %s', (texts, asked, day, note) => {
    const { shown, notes } = timesOf(texts, asked);
    expect([shown[0], notes[0]]).toEqual([`${day}T00:00:00.000Z`, note]);
  });

  it('names dates that the order does not have', () =>
    expect(timesOf(['05/03/2024', '13/03/2024'], 'month-first').shown[1]).toBe(
      'there is no such day, month-first',
    ));
});
