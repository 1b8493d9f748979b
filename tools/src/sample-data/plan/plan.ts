import { apportion } from './apportion';
import { planFilms } from './catalogue';
import { planConversation, type PlannedComment } from './conversation';
import { interestOf, opinionOf } from './opinion';
import { planPeople, type Person, type PlannedUser } from './people';
import { pickWeighted, randomOf, shuffled } from './random';

/** All that is to be there in the end. Equal arguments give equal plans, on any machine and at any time. */
export interface Plan {
  readonly seed: number;
  readonly users: readonly PlannedUser[];
  readonly videos: readonly PlannedVideo[];
}

export interface PlannedVideo {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly youTubeVideoId: string;
  readonly plays: number;
  /** One a user. */
  readonly ratings: readonly { readonly userId: string; readonly stars: number }[];
  /** In the order of their times. */
  readonly comments: readonly PlannedComment[];
}

const VIDEOS_PER_USER = 5;
const FEWEST_USERS = 20;
const COMMENTS_PER_VIDEO = 6;
const RATINGS_PER_VIDEO = 8;
const PLAYS_PER_VIDEO = 24;
/** Of all users, at most so many rate one video. */
const RATERS = 0.6;

/** A larger plan of the same seed has the users and the videos of a smaller one, and more of each. */
export function planSampleData({ seed, videos: count }: { seed: number; videos: number }): Plan {
  const people = planPeople(seed, Math.max(FEWEST_USERS, Math.ceil(count / VIDEOS_PER_USER)));
  const films = planFilms(seed, count);
  const popularity = popularities(seed, count);
  const weights = popularity.map(({ weight }) => weight);
  const plays = apportion(count * PLAYS_PER_VIDEO, weights);
  const ratings = apportion(count * RATINGS_PER_VIDEO, weights, Math.floor(people.length * RATERS));
  const comments = apportion(
    count * COMMENTS_PER_VIDEO,
    weights.map((weight, index) => weight * talkativeness(seed, index)),
  );

  const videos = films.map((film, index): PlannedVideo => {
    const author = authorOf(seed, index, people);
    const { quality = 0 } = popularity[index] ?? {};
    const seen = { ...film, quality };
    const raters = pickWeighted(
      people.filter(({ id }) => id !== author.id),
      ratings[index] ?? 0,
      (person) => interestOf(person, film.theme),
      randomOf(seed, 'raters', film.id),
    );
    return {
      id: film.id,
      userId: author.id,
      name: film.name,
      description: film.description,
      tags: film.tags,
      youTubeVideoId: film.youTubeVideoId,
      plays: plays[index] ?? 0,
      ratings: raters.map((person) => ({ userId: person.id, stars: opinionOf(seed, person, seen) })),
      comments: planConversation(seed, seen, author, people, comments[index] ?? 0),
    };
  });
  const users = people.map(({ id, firstName, lastName, email }) => ({ id, firstName, lastName, email }));
  return { seed, users, videos };
}

/** Few videos have most of the public (Zipf's law), and the popular ones are somewhat better. */
function popularities(seed: number, count: number): { weight: number; quality: number }[] {
  const order = shuffled([...Array(count).keys()], randomOf(seed, 'popularity'));
  const popularity: { weight: number; quality: number }[] = [];
  order.forEach((video, rank) => {
    const byPopularity = 0.6 * (1 - rank / count);
    const byItself = 1.5 * randomOf(seed, 'quality', video).uniform();
    popularity[video] = { weight: 1 / (rank + 3) ** 1.1, quality: 2.6 + byPopularity + byItself };
  });
  return popularity;
}

const SILENT = 0.08;

/** How much people have to say about a video, beside others of its popularity; of some, nothing. */
function talkativeness(seed: number, video: number): number {
  const random = randomOf(seed, 'talkativeness', video);
  return random.chance(SILENT) ? 0.02 : 0.7 + 0.6 * random.uniform();
}

/** Who has joined by then may make a video; those who came first have made most. */
function authorOf(seed: number, video: number, people: readonly Person[]): Person {
  const joined = Math.min(people.length, Math.max(FEWEST_USERS, Math.ceil((video + 1) / VIDEOS_PER_USER)));
  const random = randomOf(seed, 'author', video);
  return people[Math.floor(joined * random.uniform() ** 1.5)] ?? random.pick(people);
}
