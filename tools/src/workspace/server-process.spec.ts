import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startServer, type ServerProcess } from './server-process';

const folder = mkdtempSync(join(tmpdir(), 'killrvideo-server-process-'));
let server: ServerProcess | undefined;
afterEach(() => server?.stop());
afterAll(() => rmSync(folder, { recursive: true }));

/** A server of these lines of JavaScript. */
async function serverOf(code: string): Promise<ServerProcess> {
  const script = join(folder, 'server.js');
  writeFileSync(script, code);
  server = await startServer(script, {}, { readsLog: true });
  return server;
}

describe('a server process', () => {
  it('is ready when its admin port says so', async () => {
    const started = await serverOf(
      `require('node:http').createServer((_, answer) => answer.end()).listen(process.env.KILLRVIDEO_ADMIN_PORT);`,
    );
    await expect(started.ready()).resolves.toBeUndefined();
  });

  it('that ends instead says what it wrote last', async () => {
    const started = await serverOf(`for (let line = 1; line <= 9; line++) console.log('line ' + line);`);
    await expect(started.ready()).rejects.toThrow(
      /server\.js ended\nline 5\nline 6\nline 7\nline 8\nline 9$/,
    );
  });
});
