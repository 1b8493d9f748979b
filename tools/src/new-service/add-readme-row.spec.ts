import { addReadmeRow, README } from './add-readme-row';
import { serviceNames } from './service-names';

const HEADING = '| service | gRPC service | gRPC / admin port | what it does |\n| --- | --- | --- | --- |';
const COMMENTS = '| [comments](apps/comments) | `CommentsService` | 8103 / 8203 | what users say |';
const ALL_IN_ONE = '| [all-in-one](apps/all-in-one) | all of them | 50101 / 8200 | every service |';
const table = (...rows: string[]) => ['# Title', '', ...rows, '', 'More.'].join('\n');
const add = (readme: string) =>
  addReadmeRow(readme, serviceNames('watch-later'), [8112, 8212], 'keeps notes');

const ROW =
  '| [watch-later](apps/watch-later) | `killrvideo.watch_later.v1.WatchLaterService` | 8112 / 8212 | keeps notes |';

describe('the row of a service in the README', () => {
  it('stands before all-in-one', () =>
    expect(add(table(HEADING, COMMENTS, ALL_IN_ONE))).toBe(table(HEADING, COMMENTS, ROW, ALL_IN_ONE)));

  it('is refused when it is there already', () =>
    expect(() => add(add(table(HEADING, COMMENTS, ALL_IN_ONE)))).toThrow(
      'has a row for watch-later already',
    ));

  it.each([
    ['has no such table', table('Text.')],
    ['lacks all-in-one', table(HEADING, COMMENTS)],
    ['has all-in-one elsewhere', table(HEADING, COMMENTS, '', 'Text.', '', ALL_IN_ONE)],
  ])('is refused where the README %s', (_what, readme) =>
    expect(() => add(readme)).toThrow(`${README} cannot be edited: expected is a table`),
  );
});
