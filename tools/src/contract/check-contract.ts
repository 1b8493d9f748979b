import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runCommand } from '../workspace/run-command';
import { workspaceRoot } from '../workspace/workspace-root';
import { AREAS, COMMON, generatedFolder } from './areas';
import { generateContract } from './generate-contract';

/** The contract as it was last released, as a JSON image: what `breaking` compares with. */
export const BASELINE = 'proto/baseline.json';

const TIMEOUT_MS = 120_000;

/** Problems when the committed code is not what the contract generates: other, missing and left-over files. */
export async function checkGenerated(root = workspaceRoot): Promise<string[]> {
  const fresh = mkdtempSync(join(tmpdir(), 'killrvideo-contract-'));
  try {
    await generateContract(fresh);
    const problems = await Promise.all(
      [COMMON, ...AREAS].map((area) => differences(root, fresh, generatedFolder(area))),
    );
    return problems.flat();
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Problems with names, comments and layout of the contract. */
export async function checkLint(proto = 'proto'): Promise<string[]> {
  return bufProblems(
    ['lint', proto],
    'mend the contract, or except the rule in proto/buf.yaml with its reason',
  );
}

/** Files of the contract that are not formatted. */
export async function checkFormat(proto = 'proto'): Promise<string[]> {
  return bufProblems(['format', '--diff', '--exit-code', proto], 'run: npx buf format -w proto');
}

/** Changes that break who uses the contract as it stands in the baseline. */
export async function checkBreaking(proto = 'proto'): Promise<string[]> {
  return bufProblems(
    ['breaking', proto, '--against', BASELINE],
    'take the change back: names, numbers and types of the contract are shared with other backends and clients',
  );
}

async function bufProblems(args: string[], whatToDo: string): Promise<string[]> {
  const { ok, output } = await runCommand('buf', args, { timeoutMs: TIMEOUT_MS });
  return ok ? [] : [`${output.trimEnd()}\n→ ${whatToDo}`];
}

async function differences(root: string, fresh: string, folder: string): Promise<string[]> {
  const [committed, generated] = await Promise.all([
    readTree(join(root, folder)),
    readTree(join(fresh, folder)),
  ]);
  const files = new Set([...committed.keys(), ...generated.keys()]);
  return [...files].sort().flatMap((file) => {
    if (committed.get(file) === generated.get(file)) return [];
    const what = !committed.has(file)
      ? 'is missing'
      : !generated.has(file)
        ? 'is generated no more'
        : 'differs';
    return [`${folder}/${file} ${what} → run: npm run generate`];
  });
}

async function readTree(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const));
  return new Map(texts.map(([file, text]) => [file.slice(folder.length + 1), text]));
}
