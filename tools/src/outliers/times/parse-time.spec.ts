import { parseTime } from './parse-time';

const T = Date.UTC(2024, 2, 5, 10, 20, 30);

describe('a time', () => {
  it.each([
    ['2024-03-05T10:20:30Z', T],
    ['2024-03-05 10:20:30', T],
    ['2024-03-05T10:20:30.678', T + 678],
    ['2024-03-05 10:20:30,678', T + 678],
    ['2024-03-05T12:20:30+02:00', T],
    ['2024-03-05 12:20:30 +0200', T],
    ['2024-03-05T05:20:30-05', T],
    ['2024-03-05 10:20:30 UTC', T],
    ['2024/03/05 10:20:30', T],
    ['2024.3.5, 10:20:30', T],
    ['20240305T102030Z', T],
    ['20240305T102030', T],
    ['20240305102030', T],
    ['20240305', Date.UTC(2024, 2, 5)],
    ['2024-03-05', Date.UTC(2024, 2, 5)],
    ['2024-03', Date.UTC(2024, 2)],
    ['2024-03-05 24:00', Date.UTC(2024, 2, 6)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['5 Mar 2024 10:20:30', T],
    ['05-Mar-2024 10:20:30', T],
    ['March 5th, 2024 10:20:30 am', T],
    ['Mar 5, 2024 12:20 AM', Date.UTC(2024, 2, 5, 0, 20)],
    ['Tue, 05 Mar 2024 10:20:30 GMT', T],
    ['[05/Mar/2024:10:20:30 +0000]', T],
    ['Tue Mar  5 10:20:30 2024', T],
    ['Tue Mar 05 2024 11:20:30 GMT+0100 (CET)', T],
  ])('is read in UTC from %s', (text, ms) => expect(parseTime(text)).toEqual({ kind: 'instant', ms }));

  it.each([
    ['1709634030', 1_709_634_030],
    ['1709634030.5', 1_709_634_030.5],
    ['1709634030,5', 1_709_634_030.5],
    ['-1', -1],
    ['1.7e9', 1.7e9],
    ['10000101', 10_000_101],
    ['20241399', 20_241_399],
  ])('counts from 1970 on: %s', (text, count) => expect(parseTime(text)).toEqual({ kind: 'count', count }));

  it.each(['05/03/2024 00:00:01', '5.3.2024, 00:00:01', '05-03-2024 00:00:01'])(
    'leaves open which number is the month: %s',
    (text) =>
      expect(parseTime(text)).toEqual({ kind: 'numbered', first: 5, second: 3, year: 2024, ms: 1000 }),
  );

  it.each([
    ['', 'expected is a date'],
    ['yesterday', 'expected is a date'],
    ['2024-02-30', 'there is no such day'],
    ['2023-02-29 10:00', 'there is no such day'],
    ['2024-13-01T00:00:00Z', 'there is no such day'],
    ['31/31/2024', 'there is no such day'],
    ['0001-01-01 00:00:00', 'the year is below 1000'],
    ['2024-03-05 25:00', 'there is no such time of day'],
    ['2024-03-05 10:60', 'there is no such time of day'],
    ['2024-03-05 13:00 pm', 'there is no such time of day'],
    ['2024-03-05 10:20 CET', 'the zone CET is not known: write Z or an offset such as +01:00'],
    ['05/03/24', 'its year has two digits'],
    ['05-Mar-24 10:00', 'its year has two digits'],
    ['Mar  5 10:20:30', 'it has no year'],
    ['10:20:30', 'it is a time of day without a date'],
    ['5 März 2024', 'expected is a date'],
    ['5 Mai 2024', 'English names'],
  ])('is none in "%s"', (text, why) =>
    expect(parseTime(text)).toEqual({ kind: 'none', why: expect.stringContaining(why) as string }),
  );
});
