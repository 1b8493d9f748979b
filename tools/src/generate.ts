// npm run generate: the code of libs/proto from the contract in proto/, and the page of all variables. With --baseline,
// the contract as it stands becomes what `buf breaking` compares with from now on.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BASELINE, renewBaseline } from './contract/baseline';
import { generateContract } from './contract/generate-contract';
import { CONFIGURATION_PAGE, configurationPage } from './docs/configuration-page';
import { runToItsEnd } from './workspace/run-to-its-end';
import { workspaceRoot } from './workspace/workspace-root';

async function main(args: readonly string[]): Promise<void> {
  if (args.some((arg) => arg !== '--baseline')) throw new Error('usage: npm run generate [-- --baseline]');
  await generateContract(workspaceRoot);
  console.log('libs/proto is generated from proto/');
  writeFileSync(join(workspaceRoot, CONFIGURATION_PAGE), await configurationPage(workspaceRoot));
  console.log(`${CONFIGURATION_PAGE} is made from what services declare`);
  if (args.includes('--baseline')) {
    await renewBaseline();
    console.log(`${BASELINE} holds the contract as it stands`);
  }
}

runToItsEnd(main(process.argv.slice(2)));
