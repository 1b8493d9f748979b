// npm run new-service -- NAME [--without-storage]: makes a service that works, to begin with. All of it, or nothing.
import { setImmediate } from 'node:timers/promises';

import { FsTree } from '@nx/devkit/internal';

import { generateService } from './new-service/generate-service';
import { readNewServiceArguments } from './new-service/read-arguments';
import { whatNext } from './new-service/what-next';
import { writeChanges } from './new-service/write-changes';
import { stopOnSignals } from './workspace/stop-on-signals';
import { workspaceRoot } from './workspace/workspace-root';

const EXIT_INTERRUPTED = 130;

async function main(): Promise<number> {
  const service = readNewServiceArguments(process.argv.slice(2));
  let stopped = false;
  stopOnSignals(() => {
    stopped = true;
  });
  const tree = new FsTree(workspaceRoot, false);
  const made = await generateService(tree, service);
  if (!stopped) {
    const written = writeChanges(workspaceRoot, tree.listChanges());
    await setImmediate(); // signals that came while files were written are heard now
    if (stopped) written.undo();
  }
  console.log(stopped ? `Stopped: there is no ${service.name}.` : whatNext(made));
  return stopped ? EXIT_INTERRUPTED : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
