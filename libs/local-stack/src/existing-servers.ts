import { AddressError, pause } from '@killrvideo/core';

import { cassandraAnswers, etcdAnswers } from './answers';
import { secondsSince } from './preparation';

/** Servers that the environment names, to be used instead of ones that are started here. */
export interface ExistingServers {
  /** A comma list of `host` or `host:port`, IPv6 in brackets. */
  readonly cassandra: string | undefined;
  readonly etcd: string | undefined;
}

/** Everything is started here. */
export const NO_SERVERS: ExistingServers = { cassandra: undefined, etcd: undefined };

const REACHED_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 500;
const TELL_EVERY_MS = 5000;

/** Reads what services read too, older names included; a variable that is set to nothing counts as not set. */
export function existingServers(environment: NodeJS.ProcessEnv): ExistingServers {
  return {
    cassandra:
      environment['KILLRVIDEO_CASSANDRA_CONTACT_POINTS'] ||
      environment['KILLRVIDEO_DSE_CONTACT_POINTS'] ||
      undefined,
    etcd: environment['KILLRVIDEO_ETCD_ENDPOINTS'] || undefined,
  };
}

/** Resolves when each list of servers has one that answers; throws when that takes longer than `withinMs`. */
export async function awaitExisting(
  { cassandra, etcd }: ExistingServers,
  say: (line: string) => void,
  withinMs = REACHED_WITHIN_MS,
): Promise<void> {
  await Promise.all([
    awaitOne('Cassandra', cassandra, 'KILLRVIDEO_CASSANDRA_CONTACT_POINTS', cassandraAnswers, say, withinMs),
    awaitOne('etcd', etcd, 'KILLRVIDEO_ETCD_ENDPOINTS', etcdAnswers, say, withinMs),
  ]);
}

async function awaitOne(
  title: string,
  list: string | undefined,
  variable: string,
  answers: (address: string) => Promise<boolean>,
  say: (line: string) => void,
  withinMs: number,
): Promise<void> {
  if (list === undefined) return;
  const ask = async (address: string): Promise<boolean> => {
    try {
      return await answers(address);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      throw new Error(`${variable} has '${address}', which ${error.message}`, { cause: error });
    }
  };
  const start = performance.now();
  say(`${title}: using the one at ${list}, as ${variable} says`);
  for (let told = start; ; await pause(ASK_EVERY_MS)) {
    const results = await Promise.all(addressesIn(list).map(ask));
    if (results.some((answer) => answer)) return;
    if (performance.now() - start > withinMs) {
      throw new Error(
        `${title} does not answer at ${list} (${secondsSince(start)} s): start it, or correct or unset ${variable} ` +
          '(unset, one is started here)',
      );
    }
    if (performance.now() - told > TELL_EVERY_MS) {
      told = performance.now();
      say(`${title}: waiting for ${list} (${secondsSince(start)} s)`);
    }
  }
}

/** The addresses of a comma list, at least one. */
export function addressesIn(list: string): [string, ...string[]] {
  const [first = list, ...others] = list
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  return [first, ...others];
}
