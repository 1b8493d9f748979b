import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

import { bundle } from '../bundle-server';
import type { GivenRating } from './rating-set';

/** In the order of their times. */
export interface Question {
  readonly videoIds: readonly string[];
  readonly ratings: readonly GivenRating[];
  readonly userIds: readonly string[];
  /** How many videos are to be suggested to each. */
  readonly size: number;
}

/** Ids of videos for each of the users, best first: by the service, and by exact item-kNN. */
export interface Answer {
  readonly suggested: readonly (readonly string[])[];
  readonly exact: readonly (readonly string[])[];
  /** How long the service took for all ratings, and for all suggestions. */
  readonly noteSeconds: number;
  readonly suggestSeconds: number;
}

const ANSWER_WITHIN_MS = 1_800_000;

/** Asks a process of suggested-videos: no tool imports an app. */
export async function askService(question: Question): Promise<Answer> {
  const script = await bundle('apps/suggested-videos/src/quality/suggest.testing.ts', 'suggest');
  const child = spawn(process.execPath, ['--enable-source-maps', script], { timeout: ANSWER_WITHIN_MS });
  child.stdin.on('error', () => {}); // it has died; its exit code says so
  child.stdin.end(JSON.stringify(question));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [answer, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`suggested-videos did not answer (${code}): ${complaint}`);
  return JSON.parse(answer) as Answer;
}
