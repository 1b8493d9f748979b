import { uuidOf } from './ids';
import { CLOSINGS } from './everyday-remarks';
import { randomOf, type Random } from './random';
import { capitalised, render, slotsOf, title, type Words } from './render';
import { STAND_INS } from './stand-ins';
import type { Theme } from './theme';
import { THEMES } from './themes';

/** What a video says of itself. */
export interface Film {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly youTubeVideoId: string;
  readonly theme: Theme;
  /** What title and description mention, by the slots of the theme's templates. */
  readonly words: Words;
}

/** Videos whose titles are all different; fewer of them are the first ones of more. */
export function planFilms(seed: number, count: number): Film[] {
  const names = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => planFilm(seed, index, names));
}

/** So often another title is looked for; then the video is a further part of the one there is. */
const ATTEMPTS = 20;

function planFilm(seed: number, index: number, names: Map<string, number>): Film {
  const random = randomOf(seed, 'video', index);
  const theme = random.pick(THEMES);
  let film = draft(theme, random);
  for (let attempt = 1; attempt < ATTEMPTS && names.has(film.name); attempt++) film = draft(theme, random);
  const part = (names.get(film.name) ?? 0) + 1;
  names.set(film.name, part);
  return {
    ...film,
    id: uuidOf(seed, 'video', index),
    name: part === 1 ? film.name : `${film.name}, Part ${part}`,
    youTubeVideoId: (STAND_INS[index % STAND_INS.length] ?? random.pick(STAND_INS)).youTubeVideoId,
    theme,
  };
}

function draft(theme: Theme, random: Random): Pick<Film, 'name' | 'description' | 'tags' | 'words'> {
  const [subject, ...subjectTags] = random.pick(theme.subjects);
  const form = random.pick(theme.forms);
  const words: Record<string, string> = { subject };
  for (const [slot, choices] of Object.entries(theme.words)) words[slot] = random.pick(choices);
  const sentences = [form.about, random.pick(theme.details)];
  if (random.chance(0.4)) sentences.push(random.pick(CLOSINGS));
  const tags = [theme.name, ...subjectTags, ...(form.tags ?? [])];
  return {
    name: title(form.title, words),
    description: sentences.map((sentence) => capitalised(render(sentence, words))).join(' '),
    tags: [...new Set(tags)],
    words: mentioned([form.title, ...sentences], words),
  };
}

function mentioned(templates: readonly string[], words: Words): Words {
  const slots = new Set(['subject', ...templates.flatMap(slotsOf)]);
  return Object.fromEntries(Object.entries(words).filter(([slot]) => slots.has(slot)));
}
