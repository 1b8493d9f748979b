import { pagingVariables } from '../needs/signed-paging';
import { cassandraVariables } from './cassandra-variables';
import { ConfigurationError } from './configuration-error';
import { etcdVariables } from './etcd-variables';
import { callVariables, servicePortVariables } from './grpc-variables';
import { advertisedProblems, processVariables } from './process-variables';
import { readVariables, type Environment } from './read-variables';

const KEYS = 'a'.repeat(32);
const ALL = {
  process: processVariables({ name: 'comments', metadata: { ports: { grpc: 8103, admin: 8203 } } }),
  calls: callVariables,
  service: servicePortVariables(8103),
  cassandra: cassandraVariables,
  etcd: etcdVariables,
  paging: pagingVariables,
};

/** What a process with tables and signed paging reads. */
function read(environment: Environment) {
  const configuration = readVariables(environment, 'comments', Object.values(ALL), (values) =>
    advertisedProblems(values, ALL.process, environment),
  );
  return {
    process: configuration.valuesOf(ALL.process),
    calls: configuration.valuesOf(ALL.calls),
    service: configuration.valuesOf(ALL.service),
    etcd: configuration.valuesOf(ALL.etcd),
    cassandra: configuration.valuesOf(ALL.cassandra),
    paging: configuration.valuesOf(ALL.paging),
  };
}

function problems(environment: Environment): string {
  try {
    read(environment);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
}

describe('the configuration', () => {
  it('needs nothing but the paging keys: all else suits the local stack', () => {
    expect(read({ KILLRVIDEO_PAGING_KEYS: KEYS })).toMatchObject({
      cassandra: { contactPoints: ['127.0.0.1:9042'], dataCenter: 'datacenter1', keyspace: 'killrvideo' },
      etcd: { endpoints: ['127.0.0.1:2379'] },
      paging: { keys: [KEYS] },
      process: { listenAddress: '127.0.0.1', adminPort: 8203, loggingLevel: 'info' },
      calls: { callBudgetMs: 10_000 },
      service: { port: 8103 },
    });
  });

  it('has no built-in key', () =>
    expect(problems({})).toMatch(/KILLRVIDEO_PAGING_KEYS is missing; an example: /));

  it('needs only what is asked for', () => {
    const { etcd } = ALL;
    expect(readVariables({}, 'outliers', [etcd]).valuesOf(etcd).endpoints).toHaveLength(1);
    expect(() => readVariables({}, 'outliers', [etcd]).valuesOf(ALL.paging)).toThrow('not read at start');
  });

  it('names a variable once that several services read', () =>
    expect(() => readVariables({}, 'all-in-one', [ALL.paging, { ...ALL.paging }])).toThrow(
      /^all-in-one cannot start:\n {2}KILLRVIDEO_PAGING_KEYS is missing[^\n]*$/,
    ));

  it('names every bad variable, its problem and an example, and shows no value', () => {
    const text = problems({
      KILLRVIDEO_PAGING_KEYS: 'too-short-secret',
      KILLRVIDEO_SERVICE_PORT: '81o3',
      KILLRVIDEO_ADMIN_PORT: '70000',
      KILLRVIDEO_CASSANDRA_CONTACT_POINTS: 'a b',
      KILLRVIDEO_CASSANDRA_REPLICATION: 'DROP TABLE t',
      KILLRVIDEO_LOGGING_LEVEL: 'loud',
      KILLRVIDEO_LISTEN_ADDRESS: 'localhost',
    });
    expect(text.split('\n')).toHaveLength(8);
    for (const name of [
      'PAGING_KEYS',
      'SERVICE_PORT',
      'ADMIN_PORT',
      'CONTACT_POINTS',
      'REPLICATION',
      'LEVEL',
      'LISTEN',
    ]) {
      expect(text).toMatch(new RegExp(`KILLRVIDEO_\\w*${name}\\w* .*; an example: KILLRVIDEO_`));
    }
    expect(text).not.toContain('too-short-secret');
  });

  it('wants an advertised address when it listens on all', () => {
    const everywhere = { KILLRVIDEO_PAGING_KEYS: KEYS, KILLRVIDEO_LISTEN_ADDRESS: '0.0.0.0' };
    expect(problems(everywhere)).toMatch(/KILLRVIDEO_ADVERTISED_ADDRESS is missing/);
    expect(problems({ ...everywhere, KILLRVIDEO_ADVERTISED_ADDRESS: '10.0.0.5' })).toBe('');
    expect(problems({ ...everywhere, KILLRVIDEO_LISTEN_ADDRESS: '::' })).toMatch(
      /KILLRVIDEO_ADVERTISED_ADDRESS is missing, and :: is no address that others can call/,
    );
    expect(problems({ ...everywhere, KILLRVIDEO_ADVERTISED_ADDRESS: '[::]' })).toMatch(/others can call/);
  });

  it.each([
    ['::', 'fd00::5', '::', 'fd00::5'],
    ['[::]', '[FD00::0:5]', '::', 'fd00::5'],
    ['::', '10.0.0.5', '::', '10.0.0.5'],
    ['::', '::ffff:10.0.0.5', '::', '10.0.0.5'],
    ['::1', '', '::1', '::1'],
  ])('listens on %s and advertises %p', (listen, advertised, listenAddress, advertisedAddress) => {
    const values = read({
      KILLRVIDEO_PAGING_KEYS: KEYS,
      KILLRVIDEO_LISTEN_ADDRESS: listen,
      KILLRVIDEO_ADVERTISED_ADDRESS: advertised,
    }).process;
    expect(values.listenAddress).toBe(listenAddress);
    expect(values.advertisedAddress ?? values.listenAddress).toBe(advertisedAddress);
  });

  it('takes addresses of IPv6 in brackets, and says so where they stand without', () => {
    const lists = (list: string) => ({
      KILLRVIDEO_PAGING_KEYS: KEYS,
      KILLRVIDEO_CASSANDRA_CONTACT_POINTS: list,
      KILLRVIDEO_ETCD_ENDPOINTS: list,
    });
    expect(read(lists('[fd00::1]:2379, 10.0.0.1:2379'))).toMatchObject({
      cassandra: { contactPoints: ['[fd00::1]:2379', '10.0.0.1:2379'] },
      etcd: { endpoints: ['[fd00::1]:2379', '10.0.0.1:2379'] },
    });
    expect(problems(lists('10.0.0.1:2379,fd00::1:2379'))).toMatch(
      /KILLRVIDEO_CASSANDRA_CONTACT_POINTS is not host or host:port \(an IPv6 address stands in brackets, .*\n.*KILLRVIDEO_ETCD_ENDPOINTS is not host/,
    );
    expect(problems(lists('[fe80::1%eth0]:2379'))).toMatch(
      /CONTACT_POINTS is a link-local .*\n.*ENDPOINTS is a link-local/,
    );
  });

  it('names what is set without the other of its pair, each pair once', () => {
    const text = problems({
      KILLRVIDEO_PAGING_KEYS: KEYS,
      KILLRVIDEO_ETCD_USERNAME: 'killrvideo',
      KILLRVIDEO_DSE_PASSWORD: 'a-secret',
      KILLRVIDEO_ETCD_PASSWORD: '',
    });
    expect(text.split('\n').slice(1)).toEqual([
      '  KILLRVIDEO_CASSANDRA_USERNAME is missing, and KILLRVIDEO_CASSANDRA_PASSWORD is set; an example: KILLRVIDEO_CASSANDRA_USERNAME=killrvideo',
      '  KILLRVIDEO_ETCD_PASSWORD is missing, and KILLRVIDEO_ETCD_USERNAME is set; an example: KILLRVIDEO_ETCD_PASSWORD=a password',
    ]);
  });

  it('takes endpoints of etcd with TLS or without, not both', () => {
    const endpoints = (list: string) =>
      problems({ KILLRVIDEO_PAGING_KEYS: KEYS, KILLRVIDEO_ETCD_ENDPOINTS: list });
    expect(endpoints('https://etcd-1:2379,https://etcd-2:2379')).toBe('');
    expect(endpoints('etcd-1:2379,http://etcd-2:2379')).toBe('');
    expect(endpoints('https://etcd-1:2379,etcd-2:2379')).toMatch(
      /KILLRVIDEO_ETCD_ENDPOINTS has https:\/\/ before some, and not before all; an example: /,
    );
  });

  it('takes the names and spellings of other backends', () => {
    const values = read({
      KILLRVIDEO_PAGING_KEYS: `${KEYS}, ${KEYS}b`,
      KILLRVIDEO_DSE_CONTACT_POINTS: 'node1,node2',
      KILLRVIDEO_DSE_USERNAME: 'u',
      KILLRVIDEO_DSE_PASSWORD: 'p',
      KILLRVIDEO_LOGGING_LEVEL: 'DEBUG',
      KILLRVIDEO_CASSANDRA_REPLICATION: "{'class':'SimpleStrategy','replication_factor':1}",
      KILLRVIDEO_INSTANCE: '',
    });
    expect(values).toMatchObject({
      cassandra: { contactPoints: ['node1', 'node2'], username: 'u', password: 'p' },
      paging: { keys: [KEYS, `${KEYS}b`] },
      process: { loggingLevel: 'debug', instance: undefined },
    });
  });
});
