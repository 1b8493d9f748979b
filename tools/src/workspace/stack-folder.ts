import { join, resolve } from 'node:path';

import { workspaceRoot } from './workspace-root';

/** Where the databases of the commands keep their data: `.local/stack`, or what KILLRVIDEO_STACK_FOLDER names. */
export const stackFolder = resolve(
  process.env['KILLRVIDEO_STACK_FOLDER'] || join(workspaceRoot, '.local/stack'),
);
