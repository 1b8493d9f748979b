import { existingKeyspace, type Cassandra } from '@killrvideo/cassandra';
import { DomainError } from '@killrvideo/core';
import { leaseStack } from '@killrvideo/local-stack';
import { readSurroundings, type Surroundings } from '@killrvideo/runtime';

import { stackFolder } from '../workspace/stack-folder';
import { warnings } from './warnings';

/** Where events are, and who hears of them. */
export interface Databases extends Omit<Surroundings, 'cassandra'> {
  readonly cassandra: Cassandra;
}

const PROGRAM = 'npm run events';
/** Where the environment names all of them, they are used as a service uses them, with users and certificates. */
const NAMED = [
  ['KILLRVIDEO_CASSANDRA_CONTACT_POINTS', 'KILLRVIDEO_DSE_CONTACT_POINTS'],
  ['KILLRVIDEO_ETCD_ENDPOINTS'],
];

/** Gives the work the databases of the local stack, or those that the environment names, and leaves them afterwards. */
export async function withDatabases<T>(work: (databases: Databases) => Promise<T>): Promise<T> {
  if (NAMED.every((names) => names.some((name) => process.env[name]))) return onThose(process.env, work);
  const stack = await leaseStack({
    folder: stackFolder,
    holder: `${PROGRAM} (pid ${process.pid})`,
    onProgress: (line) => console.error(line),
  });
  try {
    return await onThose({ ...process.env, ...stack.environment }, work);
  } finally {
    await stack.release();
  }
}

async function onThose<T>(
  environment: Readonly<Record<string, string | undefined>>,
  work: (databases: Databases) => Promise<T>,
): Promise<T> {
  const { cassandra: address, ...others } = readSurroundings(PROGRAM, environment);
  const { keyspace } = others;
  const opened = await existingKeyspace({ address, keyspace, log: warnings }).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
    throw new Error(`${error.message}: nothing has been published there. Start the services first.`);
  });
  try {
    return await work({ ...others, cassandra: opened.cassandra });
  } finally {
    await opened.close();
  }
}
