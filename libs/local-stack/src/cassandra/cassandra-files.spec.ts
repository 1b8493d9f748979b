import { cassandraYaml } from './cassandra-files';

describe('cassandra.yaml', () => {
  const node = { port: 19042, storagePort: 17000 };

  it('has paths of its own folder only, and every acknowledged write on disk', () => {
    const yaml = cassandraYaml({ ...node, unsafeSystem: false });
    expect(yaml).toContain('native_transport_port: 19042\n');
    expect(yaml).toContain('storage_port: 17000\n');
    expect(yaml).toContain('seeds: "127.0.0.1:17000"\n');
    expect(yaml).toContain('commitlog_directory: data/commitlog\n');
    expect(yaml).toContain('commitlog_sync: batch\n');
    expect(yaml).not.toContain('commitlog_sync_period');
  });

  it('of a throw-away node writes when it has time', () => {
    expect(cassandraYaml({ ...node, unsafeSystem: true })).toContain(
      'commitlog_sync: periodic\ncommitlog_sync_period: 1000ms\n',
    );
  });
});
