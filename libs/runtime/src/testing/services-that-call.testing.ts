// A process with a service that is called, one that calls it, or both, as the environment says.
import { DomainError, pauseFor, type CallContext } from '@killrvideo/core';
import { grpcService } from '@killrvideo/grpc';
import { BusyService, echoDescriptorSet, EchoService, type Text } from '@killrvideo/grpc/testing';

import { client } from '../needs/client';
import { runProcess } from '../run-process';
import { serviceModule } from '../service-module';

const FOREVER_MS = 60_000;
const options = { descriptorSet: echoDescriptorSet };

/** What it does with every call: `well`, `slow`, `hangs`, or a kind of DomainError. */
let mode = 'well';

async function say({ text }: Text, call: CallContext): Promise<Text> {
  if (text.startsWith('be ')) mode = text.slice('be '.length);
  else if (mode === 'slow') await pauseFor(call, 2000);
  else if (mode === 'hangs') await pauseFor(call, FOREVER_MS);
  else if (mode === 'unavailable' || mode === 'internal') throw new DomainError(mode, `${mode} at present`);
  return { text: String(process.pid) };
}

const called = serviceModule({
  name: 'called',
  needs: {},
  compose: () => ({ services: [grpcService(EchoService, { say }, options)] }),
});

const calling = serviceModule({
  name: 'calling',
  needs: { echo: client(EchoService) },
  compose: ({ echo }) => ({
    services: [grpcService(BusyService, { wait: echo.say, look: async () => ({ text: 'here' }) }, options)],
  }),
});

const modules = { called, calling };
const wanted = (process.env['MODULES'] ?? '').split(',') as (keyof typeof modules)[];

void runProcess(
  { name: 'example', metadata: { ports: { admin: 0, grpc: 0 } } },
  wanted.map((name) => modules[name]),
);
