import { createServer, type AddressInfo } from 'node:net';

import { holderInLsof, portHolder, socketsOfPort } from './port-holder';

describe('the holder of a port', () => {
  it('is told by name and pid while it listens, and nobody afterwards', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await portHolder(port)).toBe(`node (pid ${process.pid})`);
    await new Promise((resolve) => server.close(resolve));
    expect(await portHolder(port)).toBeUndefined();
  });

  it('is found in the tables of /proc/net by its local port alone, without sockets that only wait to vanish', () => {
    const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2352 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 54321 1 0 100 0 0 10 0
   1: 0100007F:C001 0100007F:2352 01 00000000:00000000 00:00000000 00000000     0        0 54322 1 0 20 4 30 10 -1
   2: 0100007F:2352 0100007F:C002 06 00000000:00000000 03:00000000 00000000     0        0 0 3 0`;
    expect(socketsOfPort(table, 9042)).toEqual([{ state: '0A', userId: '1001', inode: '54321' }]);
  });

  it('is read from the output of lsof', () => {
    expect(holderInLsof('p4711\ncjava\nf103\n')).toBe('java (pid 4711)');
    expect(holderInLsof('')).toBeUndefined();
  });
});
