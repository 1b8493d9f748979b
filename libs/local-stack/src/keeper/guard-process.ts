import { spawn } from 'node:child_process';

import type { KeeperState } from './state-file';

const RESTART_AFTER_MS = 1000;

/** Whoever cleans up when this process is killed. */
export interface Guard {
  /** What there would be to end from now on. */
  tell(state: KeeperState): void;
  /** There is nothing to end any more, and this process is about to end. */
  dismiss(): void;
}

/** Starts the guard, and another one when it dies. */
export function startGuard(script: string, log: (line: string) => void): Guard {
  let last: KeeperState | null = null;
  let dismissed = false;
  let send: (state: KeeperState | null) => void = () => {};

  function start(): void {
    const guard = spawn(process.execPath, ['--enable-source-maps', script], {
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true, // whoever kills the keeper's group does not kill it too
    });
    guard.on('error', (error) => log(`the guard cannot be started: ${error.message}`));
    guard.stdin.on('error', () => {}); // it has died: its exit follows
    guard.once('exit', () => {
      if (!dismissed) setTimeout(start, RESTART_AFTER_MS);
    });
    send = (state) => guard.stdin.write(`${JSON.stringify(state)}\n`);
    send(last);
  }
  start();

  return {
    tell(state) {
      last = state;
      send(state);
    },
    dismiss() {
      dismissed = true;
      send(null);
    },
  };
}
