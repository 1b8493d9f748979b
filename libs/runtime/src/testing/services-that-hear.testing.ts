// A process with a service that tells, one that hears, or both, as the environment says.
import { DomainError, metWithin, ownCall } from '@killrvideo/core';
import { jsonIntent, listensTo } from '@killrvideo/events';

import { listening } from '../needs/listening';
import { publishing } from '../needs/publishing';
import { runProcess } from '../run-process';
import { serviceModule } from '../service-module';

const TYPE = 'killrvideo.example.events.NumberTold';
const TOLD = [1, 2, 3];

interface NumberTold {
  readonly kind: 'number-told';
  readonly number: number;
}

const json = { decode: (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as NumberTold };

/** Tells three numbers as soon as it can. */
const tells = serviceModule({
  name: 'tells',
  needs: { publisher: publishing },
  compose: ({ publisher, ready, log }) => {
    const publish = publisher<NumberTold>({
      'number-told': {
        type: TYPE,
        aggregate: () => 'all',
        messageOf: (told) => Buffer.from(JSON.stringify(told)),
        intent: jsonIntent(1),
        settle: async () => true,
      },
    });
    const tellAll = async (): Promise<void> => {
      await metWithin(60_000, ready, new AbortController().signal);
      for (const number of TOLD) {
        await publish(
          { kind: 'number-told', number },
          ownCall('test', performance.now() + 5000),
          async () => {},
        );
      }
      log.info({}, 'all told');
    };
    return { parts: [{ name: 'telling', start: () => void tellAll(), stop: () => {} }] };
  },
});

const refusesAll = process.env['REFUSES'] !== undefined;

const hears = serviceModule({
  name: 'hears',
  needs: { listen: listening },
  compose: ({ listen, log }) => {
    const heard = listensTo(TYPE, json, async ({ number }, at) => {
      if (refusesAll) throw new DomainError('invalid-argument', 'no numbers, please');
      log.info({ number, at: String(at) }, 'heard');
    });
    listen([heard]);
    return {};
  },
});

const modules = { tells, hears };
const wanted = (process.env['MODULES'] ?? '').split(',') as (keyof typeof modules)[];

void runProcess(
  { name: 'example', metadata: { ports: { admin: 0, grpc: 0, internal: 0 } } },
  wanted.map((name) => modules[name]),
);
