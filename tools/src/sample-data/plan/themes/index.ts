import type { Theme } from '../theme';
import { cats } from './cats';
import { climbing } from './climbing';
import { cooking } from './cooking';
import { cycling } from './cycling';
import { databases } from './databases';
import { gardening } from './gardening';
import { music } from './music';
import { photography } from './photography';
import { programming } from './programming';
import { science } from './science';
import { travel } from './travel';
import { woodworking } from './woodworking';

/** Their order is part of every plan: another order is another catalogue for each seed. */
export const THEMES: readonly Theme[] = [
  cooking,
  cats,
  databases,
  climbing,
  music,
  travel,
  woodworking,
  science,
  gardening,
  cycling,
  photography,
  programming,
];
