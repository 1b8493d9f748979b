import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CONFIGURATION_PAGE, configurationPage } from './configuration-page';
import { workspaceRoot } from '../workspace/workspace-root';

/** Problems with the page of all variables, which is made from the code. */
export async function checkConfigurationPage(root = workspaceRoot): Promise<string[]> {
  const file = join(root, CONFIGURATION_PAGE);
  const stands = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return stands === (await configurationPage(root))
    ? []
    : [`${CONFIGURATION_PAGE} is not what the code says\n→ run: npm run generate`];
}
