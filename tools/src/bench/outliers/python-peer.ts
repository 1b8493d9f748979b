import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { freePort } from '@killrvideo/local-stack';
import { descriptorSet } from '@killrvideo/proto/outliers';

import { runCommand } from '../../workspace/run-command';
import type { ServerProcess } from '../../workspace/server-process';
import { workspaceRoot } from '../../workspace/workspace-root';

const SOURCE = join(workspaceRoot, 'tools/src/bench/outliers');
const FOLDER = join(workspaceRoot, '.local/bench-python');
const PYTHON = join(FOLDER, 'bin/python');
const INSTALL_WITHIN_MS = 300_000;

/** Makes a virtual environment with what the Python server needs; says why, when that cannot be done here. */
export async function preparePython(): Promise<{ readonly problem: string | undefined }> {
  const requirements = join(SOURCE, 'requirements.txt');
  const works = () =>
    runCommand(PYTHON, ['-c', 'import grpc, numpy, google.protobuf'], { timeoutMs: 60_000 });
  if (existsSync(PYTHON) && (await works()).ok) return { problem: undefined };
  console.log(`python: grpcio, protobuf and numpy are installed into ${FOLDER}`);
  for (const [command, args] of [
    ['python3', ['-m', 'venv', '--clear', FOLDER]],
    [PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]],
  ] as const) {
    const { ok, output } = await runCommand(command, args, { timeoutMs: INSTALL_WITHIN_MS });
    if (!ok) return { problem: output.trim().split('\n').at(-1) ?? `${command} failed` };
  }
  return { problem: undefined };
}

/** Starts the Python server; it need not listen yet when this resolves. */
export async function startPython(): Promise<ServerProcess> {
  mkdirSync(FOLDER, { recursive: true });
  const descriptors = join(FOLDER, 'outliers.binpb');
  writeFileSync(descriptors, descriptorSet);
  const port = await freePort();
  const child = spawn(PYTHON, [join(SOURCE, 'peer.py'), String(port), descriptors], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the Python server could not be started');
  return {
    pid,
    address: `127.0.0.1:${port}`,
    ready: () => Promise.resolve(),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL'); // it would wait for the threads of its pool
      await ended;
    },
  };
}
