import type { Film } from './catalogue';
import { ANSWERS, EVERYDAY } from './everyday-remarks';
import { interestOf, opinionOf, type Seen } from './opinion';
import type { Person } from './people';
import { pickOneWeighted, randomOf, type Random } from './random';
import { capitalised, render, slotsOf, type Words } from './render';
import type { Remarks } from './theme';

/** A comment that is to be made. */
export interface PlannedComment {
  /** Its place under the video, from 0: part of its id. */
  readonly number: number;
  readonly userId: string;
  readonly text: string;
  /** Milliseconds after the video was added; each comes after the one before. */
  readonly afterMs: number;
}

const LONGEST_PAUSE_MS = 60;
const ANSWER_BY_AUTHOR = 0.08;
const IN_ONES_LANGUAGE = 0.15;
const TWO_SENTENCES = 0.45;
const ATTEMPTS = 30;

/** What is said under a video: by people who like such videos, in the tone of their own ratings, nothing twice. */
export function planConversation(
  seed: number,
  film: Film & Seen,
  author: Person,
  people: readonly Person[],
  count: number,
): PlannedComment[] {
  const said = new Set<string>();
  const others = people.filter(({ id }) => id !== author.id);
  let afterMs = 0;
  return Array.from({ length: count }, (_, number) => {
    // Each comment has a chance of its own: its time, and so its id, is the same however many there are.
    const random = randomOf(seed, 'comment', film.id, number);
    afterMs += 1 + random.below(LONGEST_PAUSE_MS);
    const answers = number > 0 && random.chance(ANSWER_BY_AUTHOR);
    const [speaker = author] = answers
      ? [author]
      : [pickOneWeighted(others, (person) => interestOf(person, film.theme), random)];
    const compose = (): string =>
      answers
        ? render(random.pick(ANSWERS), wordsAt(film.words, random))
        : remark(film, speaker, opinionOf(seed, speaker, film), random);
    let text = compose();
    for (let attempt = 1; attempt < ATTEMPTS && said.has(text); attempt++) text = compose();
    said.add(text);
    return { number, userId: speaker.id, text, afterMs };
  });
}

function remark(film: Film, { culture }: Person, stars: number, random: Random): string {
  const tone: keyof Remarks = toneOf(stars, random);
  if (tone === 'praise' && random.chance(IN_ONES_LANGUAGE)) return random.pick(culture.thanks);
  // Nobody speaks of what the video does not mention.
  const fitting = film.theme.comments[tone].filter((text) =>
    slotsOf(text).every((slot) => slot in film.words),
  );
  const sentences = random.chance(TWO_SENTENCES)
    ? [random.pick(fitting), random.pick(EVERYDAY[tone])]
    : [random.pick(random.chance(0.7) ? fitting : EVERYDAY[tone])];
  const words = wordsAt(film.words, random);
  return sentences.map((sentence) => capitalised(render(sentence, words))).join(' ');
}

/** Whoever gave four stars praises, or asks; whoever gave two doubts, or asks. */
function toneOf(stars: number, random: Random): keyof Remarks {
  if (random.chance(0.25)) return 'talk';
  if (stars >= 4) return 'praise';
  return stars === 3 ? random.pick(['talk', 'praise', 'doubt']) : 'doubt';
}

function wordsAt(words: Words, random: Random): Words {
  return {
    ...words,
    minute: String(1 + random.below(11)),
    second: String(random.below(60)).padStart(2, '0'),
  };
}
