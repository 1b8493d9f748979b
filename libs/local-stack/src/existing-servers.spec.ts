import { createServer } from 'node:net';

import { addressesIn, awaitExisting, existingServers } from './existing-servers';

describe('servers that the environment names', () => {
  it('are read from the variables of the services, the older one too', () => {
    expect(existingServers({})).toEqual({ cassandra: undefined, etcd: undefined });
    expect(
      existingServers({ KILLRVIDEO_CASSANDRA_CONTACT_POINTS: '', KILLRVIDEO_DSE_CONTACT_POINTS: 'a:1,b:1' }),
    ).toEqual({ cassandra: 'a:1,b:1', etcd: undefined });
    expect(existingServers({ KILLRVIDEO_ETCD_ENDPOINTS: 'c:2' })).toEqual({
      cassandra: undefined,
      etcd: 'c:2',
    });
  });

  it('come as lists', () => expect(addressesIn(' a:1, b:2 ,')).toEqual(['a:1', 'b:2']));

  it.each([
    [
      { cassandra: '10.0.0.1,::1:9042', etcd: undefined },
      "KILLRVIDEO_CASSANDRA_CONTACT_POINTS has '::1:9042', which is not",
    ],
    [{ cassandra: undefined, etcd: '[::1]' }, "KILLRVIDEO_ETCD_ENDPOINTS has '[::1]', which has no port"],
  ])('%j: that cannot be read is named at once', (servers, problem) =>
    expect(awaitExisting(servers, () => {}, 0)).rejects.toThrow(problem),
  );

  it('are waited for, and named with their variable when they do not answer in time', async () => {
    // Speaks, but not CQL.
    const server = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const lines: string[] = [];
    const waited = awaitExisting(
      { cassandra: `127.0.0.1:${port}`, etcd: undefined },
      (line) => lines.push(line),
      50,
    );
    await expect(waited).rejects.toThrow(
      new RegExp(`^Cassandra does not answer at 127.0.0.1:${port} .* KILLRVIDEO_CASSANDRA_CONTACT_POINTS`),
    );
    expect(lines[0]).toBe(
      `Cassandra: using the one at 127.0.0.1:${port}, as KILLRVIDEO_CASSANDRA_CONTACT_POINTS says`,
    );
    server.close();
  });
});
