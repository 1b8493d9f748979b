// A task that needs no tables; its one word says what becomes of it.
import { runTask } from '../run-task';

const OUTCOMES = ['well', 'unwell', 'breaks', 'waits'] as const;

void runTask(
  { name: 'example', metadata: { ports: { admin: 0 } } },
  {
    name: process.env['TASK'] ?? 'example-task',
    needs: {},
    usage: 'usage: example well|unwell|breaks|waits',
    readArguments: ([word]) => OUTCOMES.find((outcome) => outcome === word),
    async run({ pause, log }, outcome) {
      log.info({}, 'at work');
      if (outcome === 'breaks') throw new Error('it broke');
      if (outcome === 'waits') await pause(60_000);
      return outcome === 'well';
    },
  },
);
