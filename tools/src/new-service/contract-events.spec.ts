import { workspaceRoot } from '../workspace/workspace-root';
import { eventsNamed, eventsOfContract } from './contract-events';

const known = eventsOfContract(workspaceRoot);
const named = (...given: string[]) => eventsNamed(given, known);

describe('the events of the contract', () => {
  it('are those of its protos', () => {
    expect(known.map(({ fullName }) => fullName)).toEqual(
      expect.arrayContaining([
        'killrvideo.comments.events.UserCommentedOnVideo',
        'killrvideo.uploads.events.UploadedVideoPublished',
        'killrvideo.video_catalog.events.YouTubeVideoAdded',
      ]),
    );
    expect(new Set(known.map(({ name }) => name)).size).toBe(known.length);
  });

  it.each([
    ['UserCommentedOnVideo', 'comments', 'video'],
    ['YouTubeVideoAdded', 'video-catalog', 'video'],
    ['UserRatedVideo', 'ratings', 'video'],
    ['UserCreated', 'user-management', 'user'],
  ])('%s of %s happened to a %s', (name, area, subject) =>
    expect(named(name)).toMatchObject([{ name, area, subject }]),
  );

  it('are named by short names or full ones, one by one or by comma', () => {
    const names = ['UserRatedVideo,killrvideo.user_management.events.UserCreated', ' YouTubeVideoAdded '];
    expect(named(...names).map(({ name }) => name)).toEqual([
      'UserRatedVideo',
      'UserCreated',
      'YouTubeVideoAdded',
    ]);
  });

  it.each([
    ['VideoWatched', "the contract has no event 'VideoWatched'"],
    ['usercreated', "the contract has no event 'usercreated'"],
    ['UserCreated,', '--consumes has an empty name'],
    ['', '--consumes has an empty name'],
  ])('are all told where one is called %j', (name, problem) => {
    for (const { fullName } of known) expect(() => named(name)).toThrow(fullName);
    expect(() => named(name)).toThrow(problem);
  });

  it('are not named twice', () => {
    for (const twice of [
      ['UserCreated', 'UserCreated'],
      ['UserCreated,killrvideo.user_management.events.UserCreated'],
    ])
      expect(() => named(...twice)).toThrow('--consumes has UserCreated twice: once will do');
  });

  it('are of no use without an id', () => {
    const event = { name: 'NightFell', fullName: 'a.NightFell', area: 'a', subject: undefined };
    expect(() => eventsNamed(['NightFell'], [event])).toThrow('a.NightFell has no id of what it happened to');
  });
});
