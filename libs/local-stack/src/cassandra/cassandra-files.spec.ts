import { cassandraYaml } from './cassandra-files';

describe('cassandra.yaml', () => {
  const node = { folder: '/a folder/of "mine"', port: 19042, storagePort: 17000 };

  it('quotes paths, and has every acknowledged write on disk', () => {
    const yaml = cassandraYaml({ ...node, unsafeSystem: false });
    expect(yaml).toContain('native_transport_port: 19042\n');
    expect(yaml).toContain('storage_port: 17000\n');
    expect(yaml).toContain('seeds: "127.0.0.1:17000"\n');
    expect(yaml).toContain('commitlog_directory: "/a folder/of \\"mine\\"/data/commitlog"\n');
    expect(yaml).toContain('commitlog_sync: batch\n');
    expect(yaml).not.toContain('commitlog_sync_period');
  });

  it('of a throw-away node writes when it has time', () => {
    expect(cassandraYaml({ ...node, unsafeSystem: true })).toContain(
      'commitlog_sync: periodic\ncommitlog_sync_period: 1000ms\n',
    );
  });
});
