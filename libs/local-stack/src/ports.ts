import { createServer } from 'node:net';

import { portHolder } from '@killrvideo/host';

import { connectWithin } from './connect-within';

/** Below the ports that systems give to outgoing connections, which could take a free one before its server does. */
const FIRST_FREE = 15_000;
const LAST_FREE = 31_999;
const ATTEMPTS = 100;
const CONNECTED_WITHIN_MS = 1000;

/** A port of 127.0.0.1 on which nobody listens. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = FIRST_FREE + Math.floor(Math.random() * (LAST_FREE - FIRST_FREE + 1));
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port was found between ${FIRST_FREE} and ${LAST_FREE}`);
}

/** Throws when the port of 127.0.0.1 is in use: names the holder and says how to use another port or that server. */
export async function demandFreePort(
  port: number,
  {
    server,
    portVariable,
    existingVariable,
  }: { server: string; portVariable: string; existingVariable: string },
): Promise<void> {
  if (await isFree(port)) return;
  const holder = (await portHolder(port)) ?? 'another process';
  throw new Error(
    `${server} cannot have port ${port}: ${holder} holds it. End that process, or choose another port with ` +
      `${portVariable}=<port>, or use what runs there with ${existingVariable}=127.0.0.1:${port}`,
  );
}

async function isFree(port: number): Promise<boolean> {
  // macOS lets a server bind beside one that listens on every address, so both are asked.
  return (await canListen(port)) && !(await isListenedOn(port));
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Whether somebody listens on the port of 127.0.0.1, be it one who is too busy to take a connection. */
export async function isListenedOn(port: number): Promise<boolean> {
  const reached = await connectWithin(CONNECTED_WITHIN_MS, { port, host: '127.0.0.1' });
  if (typeof reached !== 'string') reached.destroy();
  return reached !== 'refused';
}
