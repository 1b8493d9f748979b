import { isIP } from 'node:net';

import { parseAddress } from '@killrvideo/core';
import { shortName } from '@killrvideo/discovery';
import { fullNameOf, type ServiceDefinition, type ServiceMethods } from '@killrvideo/service-clients';
import { z } from 'zod';

import { hostAndPort, listOf } from '../configuration/rules';
import { variable } from '../configuration/variable';
import type { Need } from './need';

const PLACE_OF_SERVICE = '{service}';

/**
 * Another service, to be called: its rpcs as functions that take a request and the call for which it is asked, and throw
 * DomainErrors. Its instances are looked for in the environment, in this very process, in etcd and in DNS, in this order.
 *
 * Nobody waits for it: a service that said NOT_SERVING while a callee is away would take its callers with it, and those
 * theirs, until all are away for one. What can be answered without it is answered, and the rest is UNAVAILABLE.
 */
export function client<D extends ServiceDefinition>(definition: D): Need<ServiceMethods<D>> {
  const words = inWords(shortName(fullNameOf(definition)));
  const variables = clientVariables(words);
  return {
    variables,
    neededBy: 'services that call others',
    supply(host) {
      const { addresses, dnsName } = host.valuesOf(variables);
      return host.client(definition, {
        addresses,
        dnsName: dnsName?.replace(PLACE_OF_SERVICE, words.join('-')),
      });
    },
  };
}

/** `KILLRVIDEO_VIDEO_CATALOG_SERVICE_ADDRESSES` of one whose name is in the words `video`, `catalog`, `service`. */
function clientVariables(words: readonly string[]) {
  return {
    addresses: variable({
      name: `KILLRVIDEO_${words.join('_').toUpperCase()}_ADDRESSES`,
      meaning: 'where it is called, whatever etcd says: `host:port`, by comma; a name only alone',
      example: '10.0.0.5:50101,10.0.0.6:50101',
      rule: listOf(hostAndPort)
        .refine((all) => all.every(hasPort), 'has an address without a port')
        .refine((all) => all.length === 1 || all.every(isOfIp), 'has a name among several addresses')
        .optional(),
    }),
    dnsName: variable({
      name: 'KILLRVIDEO_SERVICE_DNS_NAME',
      meaning: `where services are called of whom etcd knows nobody: \`host:port\`, with \`${PLACE_OF_SERVICE}\` for the name of each, such as \`${words.join('-')}\``,
      example: `${PLACE_OF_SERVICE}.example.org:50101`,
      rule: z
        .string()
        .refine((text) => {
          const read = hostAndPort.safeParse(text.replace(PLACE_OF_SERVICE, 'service'));
          return read.success && hasPort(read.data);
        }, `is not host:port (with ${PLACE_OF_SERVICE} in it where each service has a name of its own)`)
        .optional(),
    }),
  };
}

const hasPort = (address: string): boolean => parseAddress(address).port !== undefined;
const isOfIp = (address: string): boolean => isIP(parseAddress(address).host) !== 0;

/** `VideoCatalogService` in small letters, word by word. */
function inWords(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? []).map((word) => word.toLowerCase());
}
