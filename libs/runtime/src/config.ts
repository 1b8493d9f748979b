import {
  AddressError,
  formatAddress,
  isUnspecified,
  parseAddress,
  parseEndpoint,
  parseIp,
} from '@killrvideo/core';
import { z } from 'zod';

import type { AppManifest } from './service-module';

/** Everything a process can be told from outside; the README of libs/runtime lists the variables. */
export interface Config {
  readonly cassandra: {
    readonly contactPoints: readonly string[];
    readonly dataCenter: string;
    readonly username: string | undefined;
    readonly password: string | undefined;
    readonly keyspace: string;
    /** A CQL replication map. */
    readonly replication: string;
  };
  readonly etcdEndpoints: readonly string[];
  readonly pagingKeys: readonly string[];
  readonly listenAddress: string;
  readonly advertisedAddress: string;
  readonly servicePort: number;
  readonly adminPort: number;
  /** A further gRPC port; undefined for apps whose manifest names none. */
  readonly secondPort: number | undefined;
  /** The instance name in etcd; undefined: the advertised address and port. */
  readonly instance: string | undefined;
  readonly version: string;
  readonly loggingLevel: string;
  readonly callBudgetMs: number;
  readonly slowCallMs: number;
  readonly maxConcurrentCalls: number;
  readonly drainMs: number;
}

/** A variable that cannot be used, or a port that cannot be had: to be mended by whoever starts the process. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const MIN_PAGING_KEY_LENGTH = 32;

const port = (fallback: number) => integer(0, 65_535).default(fallback);
const hostAndPort = readBy((text) => formatAddress(parseAddress(text)));
const etcdEndpoint = readBy((text) => parseEndpoint(text) && text);
const listOf = (item: z.ZodType<string, string>) =>
  z.string().transform(splitByComma).pipe(z.array(item).min(1, 'is empty'));
const ip = readBy(parseIp);

/** Each variable: its rule, and an example that the message about a bad value shows. */
function variables({ ports }: AppManifest['metadata'], hasTables: boolean) {
  const pagingKeys = listOf(
    z.string().min(MIN_PAGING_KEY_LENGTH, `has a key of fewer than ${MIN_PAGING_KEY_LENGTH} characters`),
  );
  return {
    KILLRVIDEO_CASSANDRA_CONTACT_POINTS: [
      listOf(hostAndPort).default(['127.0.0.1:9042']),
      '10.0.0.1:9042,10.0.0.2:9042',
    ],
    KILLRVIDEO_CASSANDRA_DATACENTER: [z.string().default('datacenter1'), 'datacenter1'],
    KILLRVIDEO_CASSANDRA_USERNAME: [z.string().optional(), 'killrvideo'],
    KILLRVIDEO_CASSANDRA_PASSWORD: [z.string().optional(), 'a password'],
    KILLRVIDEO_CASSANDRA_KEYSPACE: [
      z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,47}$/, 'is not a lower-case keyspace name')
        .default('killrvideo'),
      'killrvideo',
    ],
    KILLRVIDEO_CASSANDRA_REPLICATION: [
      z
        .string()
        .regex(/^\{\s*'class'\s*:[^{};]+\}$/, 'is not a CQL replication map')
        .default("{'class': 'SimpleStrategy', 'replication_factor': 1}"),
      "{'class': 'NetworkTopologyStrategy', 'datacenter1': 3}",
    ],
    KILLRVIDEO_ETCD_ENDPOINTS: [
      listOf(etcdEndpoint).default(['127.0.0.1:2379']),
      '10.0.0.1:2379,10.0.0.2:2379',
    ],
    KILLRVIDEO_PAGING_KEYS: [
      hasTables ? pagingKeys : pagingKeys.default([]),
      'the output of: openssl rand -hex 32',
    ],
    KILLRVIDEO_LISTEN_ADDRESS: [ip.default('127.0.0.1'), '0.0.0.0'],
    KILLRVIDEO_ADVERTISED_ADDRESS: [
      ip.refine((address) => !isUnspecified(address), 'is no address that others can call').optional(),
      '10.0.0.5',
    ],
    KILLRVIDEO_SERVICE_PORT: [port(ports.grpc), String(ports.grpc)],
    KILLRVIDEO_ADMIN_PORT: [port(ports.admin), String(ports.admin)],
    KILLRVIDEO_SECOND_PORT: [port(ports.second ?? 0), String(ports.second ?? 0)],
    KILLRVIDEO_INSTANCE: [
      z
        .string()
        .regex(/^[^\s/]+$/, 'has a space or slash in it')
        .optional(),
      'killrvideo-typescript:1',
    ],
    KILLRVIDEO_VERSION: [z.string().default('development'), '1.2.3'],
    KILLRVIDEO_LOGGING_LEVEL: [
      z
        .string()
        .toLowerCase()
        .pipe(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']))
        .default('info'),
      'debug',
    ],
    KILLRVIDEO_CALL_BUDGET_MS: [integer(1, 600_000).default(10_000), '10000'],
    KILLRVIDEO_SLOW_CALL_MS: [integer(1, 600_000).default(1_000), '1000'],
    KILLRVIDEO_MAX_CONCURRENT_CALLS: [integer(1, 2_000).default(1_000), '1000'],
    KILLRVIDEO_DRAIN_MS: [integer(0, 600_000).default(10_000), '10000'],
  } as const;
}

/** The names that other KillrVideo backends use for the same; ours win where both are set. */
const OLDER_NAMES = {
  KILLRVIDEO_CASSANDRA_CONTACT_POINTS: 'KILLRVIDEO_DSE_CONTACT_POINTS',
  KILLRVIDEO_CASSANDRA_USERNAME: 'KILLRVIDEO_DSE_USERNAME',
  KILLRVIDEO_CASSANDRA_PASSWORD: 'KILLRVIDEO_DSE_PASSWORD',
} as const;

type Values = {
  [Name in keyof ReturnType<typeof variables>]: z.output<ReturnType<typeof variables>[Name][0]>;
};

/**
 * Reads the environment. Throws one ConfigurationError that names every bad variable with its problem and an example.
 * A variable that is set to nothing counts as not set. Without tables there are no pages, and no keys are needed.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  manifest: AppManifest,
  { hasTables = true }: { hasTables?: boolean } = {},
): Config {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, [rule, example]] of Object.entries(variables(manifest.metadata, hasTables))) {
    const olderName: string | undefined = OLDER_NAMES[name as keyof typeof OLDER_NAMES];
    const given = environment[name] || (olderName && environment[olderName]) || undefined;
    const result = rule.safeParse(given);
    if (result.success) values[name] = result.data;
    else problems.push(`${name} ${problemOf(given, result.error)}; an example: ${name}=${example}`);
  }
  const read = values as Values;
  const listensOn = read.KILLRVIDEO_LISTEN_ADDRESS;
  if (listensOn && isUnspecified(listensOn) && !environment['KILLRVIDEO_ADVERTISED_ADDRESS']) {
    problems.push(
      `KILLRVIDEO_ADVERTISED_ADDRESS is missing, and ${listensOn} is no address that others can call; an example: KILLRVIDEO_ADVERTISED_ADDRESS=10.0.0.5`,
    );
  }
  if (problems.length > 0) {
    throw new ConfigurationError(
      `${manifest.name} cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  return {
    cassandra: {
      contactPoints: read.KILLRVIDEO_CASSANDRA_CONTACT_POINTS,
      dataCenter: read.KILLRVIDEO_CASSANDRA_DATACENTER,
      username: read.KILLRVIDEO_CASSANDRA_USERNAME,
      password: read.KILLRVIDEO_CASSANDRA_PASSWORD,
      keyspace: read.KILLRVIDEO_CASSANDRA_KEYSPACE,
      replication: read.KILLRVIDEO_CASSANDRA_REPLICATION,
    },
    etcdEndpoints: read.KILLRVIDEO_ETCD_ENDPOINTS,
    pagingKeys: read.KILLRVIDEO_PAGING_KEYS,
    listenAddress: read.KILLRVIDEO_LISTEN_ADDRESS,
    advertisedAddress: read.KILLRVIDEO_ADVERTISED_ADDRESS ?? read.KILLRVIDEO_LISTEN_ADDRESS,
    servicePort: read.KILLRVIDEO_SERVICE_PORT,
    adminPort: read.KILLRVIDEO_ADMIN_PORT,
    secondPort: manifest.metadata.ports.second === undefined ? undefined : read.KILLRVIDEO_SECOND_PORT,
    instance: read.KILLRVIDEO_INSTANCE,
    version: read.KILLRVIDEO_VERSION,
    loggingLevel: read.KILLRVIDEO_LOGGING_LEVEL,
    callBudgetMs: read.KILLRVIDEO_CALL_BUDGET_MS,
    slowCallMs: read.KILLRVIDEO_SLOW_CALL_MS,
    maxConcurrentCalls: read.KILLRVIDEO_MAX_CONCURRENT_CALLS,
    drainMs: read.KILLRVIDEO_DRAIN_MS,
  };
}

/** A whole number within bounds, both included. */
function integer(min: number, max: number) {
  const problem = `is not a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .pipe(z.number().min(min, problem).max(max, problem));
}

/** What `read` makes of the text; its AddressError is the problem. */
function readBy(read: (text: string) => string) {
  return z.string().transform((text, context) => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });
}

function splitByComma(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Values are not shown: a key or a password may stand in the wrong variable. */
function problemOf(given: string | undefined, error: z.ZodError): string {
  if (given === undefined) return 'is missing';
  return error.issues[0]?.message ?? 'cannot be used';
}
