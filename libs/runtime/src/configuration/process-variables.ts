import { isUnspecified } from '@killrvideo/core';
import { z } from 'zod';

import type { AppManifest } from '../app-manifest';
import type { Configuration, Environment } from './read-variables';
import { ip, oneOf, port, wholeNumber } from './rules';
import { variable } from './variable';

export type ProcessVariables = ReturnType<typeof processVariables>;

/** Where a process listens, and where others find it. */
export const addressVariables = {
  listenAddress: variable({
    name: 'KILLRVIDEO_LISTEN_ADDRESS',
    meaning: 'an IPv4 or IPv6 address; `0.0.0.0` for all of IPv4, `::` for all of both',
    example: '0.0.0.0',
    rule: ip.default('127.0.0.1'),
  }),
  advertisedAddress: variable({
    name: 'KILLRVIDEO_ADVERTISED_ADDRESS',
    meaning: 'the address that others call; the one that is listened on, unless that is all of them',
    example: '10.0.0.5',
    rule: ip.refine((address) => !isUnspecified(address), 'is no address that others can call').optional(),
  }),
};

/** What every process reads, whatever runs in it. */
export function processVariables({ metadata: { ports } }: AppManifest) {
  return {
    ...addressVariables,
    adminPort: variable({
      name: 'KILLRVIDEO_ADMIN_PORT',
      meaning: 'HTTP for health and metrics; 0 takes a free port',
      example: String(ports.admin),
      rule: port(ports.admin),
    }),
    instance: variable({
      name: 'KILLRVIDEO_INSTANCE',
      meaning: 'the instance name in etcd; the advertised address and port',
      example: 'killrvideo-typescript:1',
      rule: z
        .string()
        .regex(/^[^\s/]+$/, 'has a space or slash in it')
        .optional(),
    }),
    version: variable({
      name: 'KILLRVIDEO_VERSION',
      meaning: 'told in etcd',
      example: '1.2.3',
      rule: z.string().default('development'),
    }),
    loggingLevel: variable({
      name: 'KILLRVIDEO_LOGGING_LEVEL',
      meaning: '`trace` to `fatal`; `debug` logs every call',
      example: 'debug',
      rule: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal'], 'info'),
    }),
    drainMs: variable({
      name: 'KILLRVIDEO_DRAIN_MS',
      meaning: 'how long a stop waits for calls in flight, in milliseconds',
      example: '10000',
      rule: wholeNumber(0, 600_000, 10_000),
    }),
  };
}

/** Who listens on all addresses must say which of them others call. */
export function advertisedProblems(
  configuration: Configuration,
  variables: typeof addressVariables,
  environment: Environment,
): readonly string[] {
  const { listenAddress } = configuration.valuesOf(variables);
  const { name, example } = variables.advertisedAddress;
  // A bad value has been named already, and then is not among the values.
  if (listenAddress === undefined || !isUnspecified(listenAddress) || environment[name]) return [];
  return [
    `${name} is missing, and ${listenAddress} is no address that others can call; an example: ${name}=${example}`,
  ];
}
