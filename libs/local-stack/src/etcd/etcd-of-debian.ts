import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { findOnPath } from '../find-on-path';
import { withElapsed, type Preparation } from '../preparation';
import { runCommand } from '../run-command';

const DEADLINE_MS = 5 * 60_000;

/** Fetches Debian's or Ubuntu's package (apt checks its signature) and unpacks it: installed, it would be a service. */
export async function etcdOfDebian(folder: string, preparation: Preparation): Promise<string> {
  for (const command of ['apt-get', 'dpkg']) {
    if (findOnPath(command) === undefined) throw new Error(`there is no ${command}`);
  }
  const run = async (command: string, ...args: string[]): Promise<void> => {
    const { failure, output } = await runCommand(command, args, {
      folder,
      deadlineMs: DEADLINE_MS,
      preparation,
    });
    if (failure !== undefined) throw new Error(`${command}: ${failure}, ${output.trim()}`);
  };
  await withElapsed(
    (line) => preparation.say(line),
    () => '  apt-get fetches 8 MB',
    () => run('apt-get', 'download', 'etcd-server'),
  );
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new Error('apt-get downloaded nothing');
  await run('dpkg', '-x', archive, 'root');
  return join(folder, 'root/usr/bin/etcd');
}
