import type { Tree } from '@nx/devkit';

import { generateService, type NewService } from './generate-service';
import { whatNext } from './what-next';

/** As Nx calls a generator: it writes the tree when this has resolved, and then calls what it was given. */
export async function nxGenerator(tree: Tree, service: NewService): Promise<() => void> {
  const made = await generateService(tree, service);
  return () => console.log(whatNext(made));
}
