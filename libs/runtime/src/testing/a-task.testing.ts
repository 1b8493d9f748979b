// A task that needs no tables; its one word says what becomes of it.
import { pauseFor } from '@killrvideo/core';

import { runTask } from '../run-task';

const OUTCOMES = ['well', 'unwell', 'breaks', 'waits', 'works'] as const;

void runTask(
  { name: 'example', metadata: { ports: { admin: 0 } } },
  {
    name: process.env['TASK'] ?? 'example-task',
    needs: {},
    usage: 'usage: example well|unwell|breaks|waits|works',
    readArguments: ([word]) => OUTCOMES.find((outcome) => outcome === word),
    async run({ call, pause, log }, outcome) {
      log.info({}, 'at work');
      if (outcome === 'breaks') throw new Error('it broke');
      if (outcome === 'waits') await pause(60_000);
      if (outcome === 'works') await pauseFor(call(60_000), 60_000);
      return outcome === 'well';
    },
  },
);
