import { eventTypes } from './event-types';
import { EventsUsageError, readEventsArguments } from './read-arguments';

const read = (words: string, environment = {}) =>
  readEventsArguments(words.split(' ').filter(Boolean), environment);
const RATED = 'killrvideo.ratings.events.UserRatedVideo';
const COMMENTED = 'killrvideo.comments.events.UserCommentedOnVideo';

describe('npm run events --', () => {
  it('tail shows all types, or those that are named, in full or shortly', () => {
    expect(read('tail')).toEqual({ verb: 'tail', types: eventTypes });
    expect(read(`tail --type UserRatedVideo --type ${COMMENTED} --type ${RATED}`)).toEqual({
      verb: 'tail',
      types: [RATED, COMMENTED],
    });
  });

  it('groups, unsubscribe and dead-letters take what they need', () => {
    const id = '20261128-0123456789';
    expect(
      [
        'groups',
        'unsubscribe search',
        'dead-letters list',
        'dead-letters list search --day 2026-11-28',
        `dead-letters show search ${id}`,
        `dead-letters replay search ${id}`,
        'dead-letters replay search --all',
        `dead-letters drop search ${id}`,
        'dead-letters drop --all search',
      ].map((words) => read(words)),
    ).toEqual([
      { verb: 'groups' },
      { verb: 'unsubscribe', group: 'search' },
      { verb: 'list', group: undefined, day: undefined },
      { verb: 'list', group: 'search', day: '2026-11-28' },
      { verb: 'show', group: 'search', id },
      { verb: 'replay', group: 'search', id },
      { verb: 'replay', group: 'search', id: undefined },
      { verb: 'drop', group: 'search', id },
      { verb: 'drop', group: 'search', id: undefined },
    ]);
  });

  it.each([
    ['', 'say what to do'],
    ['follow', "there is no command 'follow'"],
    ['constructor', "there is no command 'constructor'"],
    ['dead-letters', "there is no command 'dead-letters'"],
    ['dead-letters burn search', "there is no command 'dead-letters burn'"],
    ['tail comments', "'comments' is one word too many"],
    ['tail --day 2026-11-28', 'tail takes no --day'],
    ['groups --all', 'groups takes no --all'],
    ['unsubscribe', 'unsubscribe needs 1 more'],
    ['unsubscribe search suggestions', "'suggestions' is one word too many"],
    ['dead-letters list --day 2026-02-30', "--day is '2026-02-30', and must be a day as 2026-11-28"],
    ['dead-letters list --day today', "--day is 'today', and must be a day as 2026-11-28"],
    ['dead-letters show search', 'dead-letters show needs 1 more'],
    ['dead-letters drop', 'dead-letters drop needs 1 more'],
    ['dead-letters drop search', 'name either an ID or --all'],
    ['dead-letters replay search 20261128-0123456789 --all', 'name either an ID or --all'],
    ['tail --since 1h', 'there is no option --since'],
  ])('%p is refused with the usage: %p', (words, problem) => {
    expect(() => read(words)).toThrow(EventsUsageError);
    expect(() => read(words)).toThrow(`${problem}\nusage: npm run events -- <command>`);
  });

  it('an unknown type is answered with those that there are', () => {
    expect(() => read('tail --type UserRated')).toThrow(EventsUsageError);
    expect(() => read('tail --type UserRated')).toThrow(
      `--type is 'UserRated'; there are\n  ${eventTypes[0]}\n`,
    );
  });

  it('says so when npm has kept an option for itself', () =>
    expect(() => read('dead-letters drop search', { npm_config_all: 'true' })).toThrow(
      'npm run events -- dead-letters drop search --all',
    ));
});
