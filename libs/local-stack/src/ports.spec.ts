import { createServer } from 'node:net';

import { demandFreePort, freePort } from './ports';

it('a free port can be listened on, and then is demanded in vain', async () => {
  const port = await freePort();
  const names = { server: 'etcd', portVariable: 'PORT', existingVariable: 'ENDPOINTS' };
  await demandFreePort(port, names);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await expect(demandFreePort(port, names)).rejects.toThrow(
    `etcd cannot have port ${port}: node (pid ${process.pid}) holds it. End that process, or choose another port ` +
      `with PORT=<port>, or use what runs there with ENDPOINTS=127.0.0.1:${port}`,
  );
  server.close();
});
