// Runs an etcd of a spec's own for whoever started this process (libs/testing), with the arguments of its command line
// beside the usual ones: says its port in one JSON line, restarts it and says the port again when stdin says `restart`,
// and ends it when stdin ends, which it does however its parent dies.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { startOwnEtcd } from '@killrvideo/local-stack';

import { runToItsEnd } from './workspace/run-to-its-end';

async function main(more: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'killrvideo-etcd-'));
  try {
    const etcd = await startOwnEtcd(folder, more, (line) => process.stderr.write(`${line}\n`));
    try {
      const sayPort = (): void => console.log(JSON.stringify({ port: etcd.port }));
      sayPort();
      for await (const line of createInterface({ input: process.stdin })) {
        if (line === 'restart') await etcd.restart();
        sayPort();
      }
    } finally {
      await etcd.stop();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

runToItsEnd(main(process.argv.slice(2)));
