// npm run new-service -- NAME [--without-storage] [--consumes EVENT,…]: makes a service that works, to begin with. All of it, or nothing.
import { setImmediate } from 'node:timers/promises';

import { FsTree } from '@nx/devkit/internal';

import { alone } from './new-service/alone';
import { generateService, type MadeService, type NewService } from './new-service/generate-service';
import { readNewServiceArguments, USAGE } from './new-service/read-arguments';
import { whatNext } from './new-service/what-next';
import { writeChanges } from './new-service/write-changes';
import { runToItsEnd } from './workspace/run-to-its-end';
import { stopOnSignals } from './workspace/stop-on-signals';
import { workspaceRoot } from './workspace/workspace-root';

const EXIT_INTERRUPTED = 130;

async function main(): Promise<number> {
  const service = readNewServiceArguments(process.argv.slice(2), process.env);
  if (service === 'help') {
    console.log(USAGE);
    return 0;
  }
  const stop = new AbortController();
  stopOnSignals(() => stop.abort());
  const made = await alone(workspaceRoot, () => make(service, stop.signal), stop.signal).catch(
    (error: unknown) => {
      if (error === stop.signal.reason) return undefined; // while it waited for another one
      throw error;
    },
  );
  console.log(made ? whatNext(made) : `Stopped: there is no ${service.name}.`);
  return made ? 0 : EXIT_INTERRUPTED;
}

/** Undefined when it was stopped: nothing of it is there then. */
async function make(service: NewService, signal: AbortSignal): Promise<MadeService | undefined> {
  const tree = new FsTree(workspaceRoot, false);
  const made = await generateService(tree, service).catch(async (error: unknown) => {
    await setImmediate(); // Ctrl-C reaches buf, too, which may have failed of it before it was heard here
    if (!signal.aborted) throw error;
    return undefined;
  });
  if (made === undefined || signal.aborted) return undefined;
  const written = writeChanges(workspaceRoot, tree.listChanges());
  await setImmediate(); // signals that came while files were written are heard now
  if (!signal.aborted) return made;
  written.undo();
  return undefined;
}

runToItsEnd(main());
