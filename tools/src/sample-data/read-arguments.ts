import { AddressError, parseAddress, parseEndpoint, type Address } from '@killrvideo/core';

import { CommandLineError, readCommandLine } from '../workspace/command-line';
import { DEFAULT_SEED } from './plan/people';
import type { Whereabouts } from './services/find-services';

/** What to fill in, and where. */
export interface SampleDataArguments {
  readonly videos: number;
  readonly seed: number;
  readonly whereabouts: Whereabouts;
}

const DEFAULT_VIDEOS = 500;
const MOST_VIDEOS = 5000;
const LARGEST_SEED = 999_999;
const DEFAULT_ETCD = '127.0.0.1:2379';

const USAGE = `usage: npm run sample-data -- [--videos N] [--seed N] [--address host:port]
  --videos   how many, 1 to ${MOST_VIDEOS}; users, ratings, plays and comments go with them. Default ${DEFAULT_VIDEOS},
             or what KILLRVIDEO_SAMPLE_VIDEOS says
  --seed     another catalogue for each, 1 to ${LARGEST_SEED}; default ${DEFAULT_SEED}
  --address  where all services are; otherwise they are found in etcd (KILLRVIDEO_ETCD_ENDPOINTS, default ${DEFAULT_ETCD})`;

/** Throws with the usage. */
export function readSampleDataArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SampleDataArguments {
  const values = parse(args, environment);
  const { address } = values;
  if (address !== undefined) demandAddress('--address', address, parseAddress);
  const etcd = (environment['KILLRVIDEO_ETCD_ENDPOINTS'] || DEFAULT_ETCD)
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  for (const each of etcd) demandAddress('KILLRVIDEO_ETCD_ENDPOINTS', each, parseEndpoint);
  return {
    videos:
      values.videos === undefined ? sampleVideos(environment) : whole('--videos', values.videos, MOST_VIDEOS),
    seed: values.seed === undefined ? DEFAULT_SEED : whole('--seed', values.seed, LARGEST_SEED),
    whereabouts: address === undefined ? { etcd } : { address },
  };
}

function demandAddress(name: string, text: string, read: (text: string) => Address): void {
  try {
    if (read(text).port === undefined) throw new AddressError('has no port');
  } catch (error) {
    throw new Error(`${name} is '${text}', which ${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}

/** How many videos there are to be where nobody says. Throws when KILLRVIDEO_SAMPLE_VIDEOS is no such number. */
export function sampleVideos(environment: Readonly<Record<string, string | undefined>>): number {
  const value = environment['KILLRVIDEO_SAMPLE_VIDEOS'];
  return value ? whole('KILLRVIDEO_SAMPLE_VIDEOS', value, MOST_VIDEOS) : DEFAULT_VIDEOS;
}

function whole(name: string, value: string, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Error(`${name} is '${value}', which is no whole number from 1 to ${most}\n${USAGE}`);
}

function parse(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  try {
    const { values, positionals } = readCommandLine(
      'npm run sample-data',
      args,
      { videos: { type: 'string' }, seed: { type: 'string' }, address: { type: 'string' } },
      environment,
    );
    if (positionals.length > 0) throw new CommandLineError(`'${positionals[0]}' is one word too many`);
    return values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}
