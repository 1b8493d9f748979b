// npm run generate: the code of libs/proto from the contract in proto/. With --baseline, the contract as it stands
// becomes what `buf breaking` compares with from now on.
import { BASELINE } from './contract/check-contract';
import { generateContract } from './contract/generate-contract';
import { runCommand } from './workspace/run-command';
import { workspaceRoot } from './workspace/workspace-root';

async function main(args: readonly string[]): Promise<void> {
  if (args.some((arg) => arg !== '--baseline')) throw new Error('usage: npm run generate [-- --baseline]');
  await generateContract(workspaceRoot);
  console.log('libs/proto is generated from proto/');
  if (args.includes('--baseline')) {
    const { ok, output } = await runCommand(
      'buf',
      ['build', 'proto', '--exclude-source-info', '-o', BASELINE],
      {
        timeoutMs: 120_000,
      },
    );
    if (!ok) throw new Error(output);
    console.log(`${BASELINE} holds the contract as it stands`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
