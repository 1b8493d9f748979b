import type { Person } from './people';
import { randomOf } from './random';
import type { Theme } from './theme';

/** A video in the eyes of those who see it. */
export interface Seen {
  readonly id: string;
  readonly theme: Theme;
  /** The stars that it deserves, from 1 to 5, with a fraction. */
  readonly quality: number;
}

const FOR_A_FAVOURITE = 0.5;
const FOR_ANY_OTHER = -0.4;
/** The width of what tastes differ by, in stars. */
const TASTE = 2.6;

/** The stars, 1 to 5, that a user gives a video: ratings and comments of one user agree with each other. */
export function opinionOf(seed: number, { id, favourites, generosity }: Person, video: Seen): number {
  const liking = favourites.includes(video.theme) ? FOR_A_FAVOURITE : FOR_ANY_OTHER;
  const taste = (randomOf(seed, 'opinion', id, video.id).uniform() - 0.5) * TASTE;
  return Math.min(5, Math.max(1, Math.round(video.quality + generosity + liking + taste)));
}

const INTEREST = 20;

/** How likely, beside others, a user turns up at a video of the theme. */
export function interestOf({ favourites, activity }: Person, theme: Theme): number {
  return activity * (favourites.includes(theme) ? INTEREST : 1);
}
