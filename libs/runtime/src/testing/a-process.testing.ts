// A process of parts that say what happens to them, as the environment describes them.
import { pause } from '@killrvideo/core';

import type { Part } from '../parts';
import { runProcess } from '../run-process';
import { serviceModule } from '../service-module';

/** What becomes of a part when it is started and stopped, in milliseconds; `fails` instead of running or ending. */
export interface PartOfSpec {
  readonly name: string;
  readonly start?: number | 'fails';
  readonly stop?: number | 'fails';
}

const parts = JSON.parse(process.env['PARTS'] ?? '[]') as PartOfSpec[];

async function happens(what: string, how: number | 'fails' = 0): Promise<void> {
  console.log(what);
  if (how === 'fails') throw new Error(`no ${what}`);
  await pause(how);
}

const service = serviceModule({
  name: 'example',
  needs: {},
  compose: () => ({
    parts: parts.map(({ name, start, stop }): Part => ({
      name,
      start: () => happens(`start ${name}`, start),
      stop: () => happens(`stop ${name}`, stop),
    })),
  }),
});

void runProcess({ name: 'example', metadata: { ports: { admin: 0 } } }, [service]);
