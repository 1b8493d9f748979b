import type { Tree } from '@nx/devkit';

import { alone } from './alone';
import { generateService, type NewService } from './generate-service';
import { whatNext } from './what-next';

/**
 * As Nx calls a generator: it writes the tree when this has resolved, then calls what it was given, and ends. Up to then
 * no other service is made. A dry run does not call it, and gives the lock back by ending.
 */
export async function nxGenerator(tree: Tree, service: NewService): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const end = alone(tree.root, async () => {
      const made = await generateService(tree, service);
      await new Promise<void>((isWritten) =>
        resolve(async () => {
          console.log(whatNext(made));
          isWritten();
          await end;
        }),
      );
    });
    end.catch(reject);
  });
}
