import { uuidOf } from './ids';
import { CULTURES, type Culture } from './names';
import { randomOf, shuffled } from './random';
import { THEMES } from './themes';
import type { Theme } from './theme';

/** All of them have this one, so that a reader can log in as anybody. */
export const PASSWORD = 'killrvideo-sample';
/** Its e-mail addresses carry no number, those of every other seed do: two seeds may share a database. */
export const DEFAULT_SEED = 1;

/** A user who is to be created. */
export interface PlannedUser {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A user as the plan sees one. */
export interface Person extends PlannedUser {
  readonly culture: Culture;
  readonly favourites: readonly Theme[];
  /** How much more (or less) often than others one rates and comments. */
  readonly activity: number;
  /** Stars that one tends to give more (or less) than others. */
  readonly generosity: number;
}

const DOMAINS = ['example.com', 'example.org', 'example.net'];
/** Letters that do not come apart into a plain one and an accent. */
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ı: 'i', ß: 'ss', æ: 'ae' };

/** The users of a seed, in the order in which they joined: fewer of them are the first ones of more. */
export function planPeople(seed: number, count: number): Person[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(seed, 'user', index);
    const culture = random.pick(CULTURES);
    const firstName = random.pick(culture.firstNames);
    const lastName = random.pick(culture.lastNames);
    const domain = random.pick(DOMAINS);
    return {
      id: uuidOf(seed, 'user', index),
      firstName,
      lastName,
      email: freeAddress(`${mailName(firstName)}.${mailName(lastName)}`, domain, seed, taken),
      culture,
      favourites: shuffled(THEMES, random).slice(0, 2 + random.below(2)),
      // A few write most of it, as everywhere.
      activity: 0.2 + 1 / (0.08 + random.uniform()) ** 1.2,
      generosity: random.uniform() * 1.2 - 0.5,
    };
  });
}

function freeAddress(name: string, domain: string, seed: number, taken: Set<string>): string {
  const suffix = seed === DEFAULT_SEED ? '' : `+${seed}`;
  for (let number = 1; ; number++) {
    const address = `${name}${number === 1 ? '' : number}${suffix}@${domain}`;
    if (taken.has(address)) continue;
    taken.add(address);
    return address;
  }
}

function mailName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[łøıßæ]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
