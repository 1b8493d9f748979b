import type { PlannedComment } from './conversation';
import { planSampleData, type PlannedVideo } from './plan';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

describe('the plan of the sample data', () => {
  const plan = planSampleData({ seed: 1, videos: 500 });
  const { users, videos } = plan;
  const popularFirst = [...videos].sort((a, b) => b.plays - a.plays);

  it('has 100 users, 3,000 comments, 4,000 ratings and 12,000 plays for 500 videos', () => {
    expect({
      users: users.length,
      videos: videos.length,
      comments: sum(videos.map(({ comments }) => comments.length)),
      ratings: sum(videos.map(({ ratings }) => ratings.length)),
      plays: sum(videos.map(({ plays }) => plays)),
    }).toEqual({ users: 100, videos: 500, comments: 3000, ratings: 4000, plays: 12_000 });
  });

  it('is the same for the same seed, and another for another', () => {
    const again = planSampleData({ seed: 1, videos: 500 });
    expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
    const other = planSampleData({ seed: 2, videos: 100 });
    const all = ({ users, videos }: typeof plan) => [...users, ...videos].map(({ id }) => id);
    const ids = new Set(all(plan));
    expect(all(other).filter((id) => ids.has(id))).toEqual([]);
    const addresses = new Set(users.map(({ email }) => email));
    expect(other.users.filter(({ email }) => addresses.has(email))).toEqual([]);
    expect(other.videos.slice(0, 20).map(({ name }) => name)).not.toEqual(
      videos.slice(0, 20).map(({ name }) => name),
    );
  });

  it('has the users and videos of a smaller one in a larger one', () => {
    const small = planSampleData({ seed: 1, videos: 60 });
    const about = ({ users, videos }: typeof plan, ofUsers: number, ofVideos: number) => [
      users.slice(0, ofUsers),
      videos
        .slice(0, ofVideos)
        .map(({ id, userId, name, description, tags, youTubeVideoId }) => [
          id,
          userId,
          name,
          description,
          tags,
          youTubeVideoId,
        ]),
    ];
    expect(about(small, 20, 60)).toEqual(about(plan, 20, 60));
  });

  it.each([1, 2, 3, 7])('holds together with %i videos', (count) => {
    const small = planSampleData({ seed: 5, videos: count });
    expect(small.users).toHaveLength(20);
    expect(small.videos).toHaveLength(count);
    expect(sum(small.videos.map(({ plays }) => plays))).toBe(count * 24);
  });

  it('names nothing twice: ids, e-mail addresses, titles, what is said under a video', () => {
    const unique = (list: readonly string[]) => expect(new Set(list).size).toBe(list.length);
    unique([...users, ...videos].map(({ id }) => id));
    unique(users.map(({ email }) => email));
    unique(videos.map(({ name }) => name));
    const saysTwice = ({ comments }: PlannedVideo) =>
      new Set(comments.map(({ text }) => text)).size !== comments.length;
    expect(videos.filter(saysTwice)).toEqual([]);
  });

  it('has users whom the users service takes, at addresses that are nobody’s', () => {
    for (const { id, email, firstName, lastName } of users) {
      expect(id).toMatch(ID);
      expect(email).toMatch(/^[a-z]+\.[a-z]+\d*@example\.(com|org|net)$/);
      expect(firstName).toMatch(/^\p{Lu}\p{L}+$/u);
      expect(lastName).toMatch(/^\p{Lu}\p{L}+$/u);
    }
    expect(new Set(users.map(({ lastName }) => lastName)).size).toBeGreaterThan(40);
  });

  it('has videos that the catalogue takes', () => {
    const isWrong = ({ id, name, description, tags, youTubeVideoId }: PlannedVideo) =>
      !ID.test(id) ||
      Buffer.byteLength(name) > 120 ||
      !/^[^a-z].{30,500}[.!?]$/.test(description) ||
      /[{}]|undefined/.test(name + description) ||
      tags.length < 2 ||
      new Set(tags).size !== tags.length ||
      !/^[\w-]{11}$/.test(youTubeVideoId);
    expect(videos.filter(isWrong)).toEqual([]);
  });

  it('lets only users of the set make, rate and comment on videos; nobody rates twice or an own video', () => {
    const known = new Set(users.map(({ id }) => id));
    const isWrong = ({ userId, ratings, comments }: PlannedVideo): boolean => {
      const raters = ratings.map((rating) => rating.userId);
      const all = [userId, ...raters, ...comments.map((comment) => comment.userId)];
      const isTwice = new Set([userId, ...raters]).size !== raters.length + 1;
      return isTwice || all.some((id) => !known.has(id));
    };
    expect(videos.filter(isWrong)).toEqual([]);
  });

  it('has few videos with most of the public, and more of everything where there is more of one thing', () => {
    const shareOfTop = (amounts: number[], top: number) => sum(amounts.slice(0, top)) / sum(amounts);
    const plays = popularFirst.map((video) => video.plays);
    expect(shareOfTop(plays, 50)).toBeGreaterThan(0.55);
    expect(shareOfTop(plays, 50)).toBeLessThan(0.85);
    expect(Math.min(...plays)).toBeGreaterThan(0);
    const averages = [popularFirst.slice(0, 50), popularFirst.slice(50, 200), popularFirst.slice(200)].map(
      (group) => [
        sum(group.map(({ ratings }) => ratings.length)) / group.length,
        sum(group.map(({ comments }) => comments.length)) / group.length,
      ],
    );
    for (const kind of [0, 1]) {
      const [most = 0, some = 0, few = 0] = averages.map((average) => average[kind] ?? 0);
      expect(most).toBeGreaterThan(3 * some);
      expect(some).toBeGreaterThan(2 * few);
    }
    const isUnseen = ({ plays, ratings, comments }: PlannedVideo) =>
      plays < ratings.length || plays < comments.length;
    expect(videos.filter(isUnseen)).toEqual([]);
    expect(videos.filter(({ comments }) => comments.length === 0).length).toBeGreaterThan(10);
  });

  it('has ratings from 1 to 5, more good ones than bad ones, and videos that are liked and disliked', () => {
    const stars = videos.flatMap(({ ratings }) => ratings.map((rating) => rating.stars));
    expect(new Set(stars)).toEqual(new Set([1, 2, 3, 4, 5]));
    const mean = sum(stars) / stars.length;
    expect(mean).toBeGreaterThan(3.4);
    expect(mean).toBeLessThan(4.4);
    const means = popularFirst
      .slice(0, 100)
      .map(({ ratings }) => sum(ratings.map((rating) => rating.stars)) / ratings.length);
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(1);
  });

  it('has comments in the order of their times, each after its video and within seconds', () => {
    const isWrong = (
      { afterMs, number, text }: PlannedComment,
      index: number,
      all: readonly PlannedComment[],
    ) =>
      number !== index ||
      afterMs <= (all[index - 1]?.afterMs ?? 0) ||
      afterMs > 20_000 ||
      text.trim() === '' ||
      /[{}]|undefined/.test(text);
    expect(videos.flatMap(({ comments }) => comments.filter(isWrong))).toEqual([]);
  });
});
