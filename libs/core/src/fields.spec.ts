import { DomainError } from './domain-error';
import { checked } from './fields';

const ID = '99051FE9-6a9c-46c2-b949-38ef78858dd0';
const TIME_ID = 'd2177dd0-eaa2-11de-a572-001b779c76e3';

function violations(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).kind).toBe('invalid-argument');
    return (error as DomainError).message;
  }
}

describe('checked', () => {
  it('returns what was built when nothing is wrong', () => {
    expect(
      checked((field) => ({
        id: field.uuid('video_id', ID),
        text: field.text('comment', ' hi ', { maxBytes: 4 }),
        page: field.page({ pageSize: 5000, pagingState: 'x' }),
      })),
    ).toEqual({ id: ID.toLowerCase(), text: ' hi ', page: { size: 1000, state: 'x' } });
  });

  it('names every bad field in one line', () => {
    expect(
      violations(() =>
        checked((field) => [
          field.uuid('video_id', ''),
          field.uuid('user_id', 'nonsense'),
          field.timeUuid('comment_id', ID),
          field.text('comment', ' \t\u00a0\n', { maxBytes: 4 }),
          field.text('name', 'ééé', { maxBytes: 5 }),
          field.page({ pageSize: 0, pagingState: '' }),
        ]),
      ),
    ).toBe(
      'video_id is missing; user_id is not a UUID of 36 characters; ' +
        'comment_id is not a time-based (version 1) UUID of 36 characters; comment is blank; ' +
        'name has 6 bytes, more than 5; page_size must be greater than 0',
    );
  });

  it('names the first ten of many and says how many more there are', () => {
    const message = violations(() =>
      checked((field) =>
        field.uuids(
          'video_ids',
          Array.from({ length: 3000 }, () => 'x'),
          { max: 3000 },
        ),
      ),
    );
    expect(message?.split('; ')).toHaveLength(11);
    expect(message).toMatch(/^video_ids\[0\] is .*; video_ids\[9\] is [^;]*; and 2990 more$/);
  });

  it('treats an empty optional id as absent and a wrong one as wrong', () => {
    expect(checked((field) => field.optionalTimeUuid('starting_comment_id', ''))).toBeUndefined();
    expect(checked((field) => field.optionalTimeUuid('starting_comment_id', TIME_ID))).toBe(TIME_ID);
    expect(violations(() => checked((field) => field.optionalTimeUuid('starting_comment_id', ID)))).toMatch(
      /^starting_comment_id/,
    );
  });

  it('keeps the order and repeats of a multi-get, names a bad id by its place, and bounds the number', () => {
    const uuids = (ids: string[]) => checked((field) => field.uuids('video_ids', ids, { max: 2 }));
    expect(uuids([])).toEqual([]);
    expect(uuids([ID, ID])).toEqual([ID.toLowerCase(), ID.toLowerCase()]);
    expect(violations(() => uuids([ID, 'x']))).toBe('video_ids[1] is not a UUID of 36 characters');
    expect(violations(() => uuids([ID, ID, ID]))).toBe('video_ids has 3 ids, more than 2');
  });

  it('takes what may be absent or blank, and refuses it when it is there and wrong', () => {
    expect(
      checked((field) => [
        field.optionalUuid('starting_video_id', ''),
        field.optionalText('description', ' ', { maxBytes: 1 }),
        field.integer('rating', 5, { min: 1, max: 5 }),
        field.optionalTime('starting_added_date', undefined),
      ]),
    ).toEqual([undefined, ' ', 5, undefined]);
    expect(
      violations(() =>
        checked((field) => [
          field.optionalUuid('starting_video_id', 'x'),
          field.optionalText('description', 'xx', { maxBytes: 1 }),
          field.integer('rating', 0, { min: 1, max: 5 }),
        ]),
      ),
    ).toBe(
      'starting_video_id is not a UUID of 36 characters; description has 2 bytes, more than 1; rating must be from 1 to 5',
    );
  });

  it.each([
    [0n, 0, 0n],
    [0n, 999_999_999, 999n],
    [-1n, 1_000_000, -999n],
    [-62_135_596_800n, 0, -62_135_596_800_000n],
    [253_402_300_799n, 999_999_999, 253_402_300_799_999n],
  ])('reads the time of %s s and %d ns', (seconds, nanos, ms) => {
    expect(checked((field) => field.optionalTime('starting_added_date', { seconds, nanos }))).toBe(ms);
    expect(checked((field) => field.time('added_date', { seconds, nanos }))).toBe(ms);
  });

  it('needs a time that is required', () =>
    expect(violations(() => checked((field) => field.time('added_date', undefined)))).toBe(
      'added_date is missing',
    ));

  it.each([
    [-62_135_596_801n, 0],
    [253_402_300_800n, 0],
    [0n, -1],
    [0n, 1_000_000_000],
  ])('refuses the time of %s s and %d ns', (seconds, nanos) => {
    expect(
      violations(() => checked((field) => field.optionalTime('starting_added_date', { seconds, nanos }))),
    ).toMatch(/^starting_added_date is no time /);
  });
});
