import { ConfigurationError } from './configuration/configuration-error';
import { readSurroundings } from './read-surroundings';

describe('what a command reads', () => {
  it('is what a service reads, and this machine where nothing is said', () => {
    expect(readSurroundings('npm run events', {})).toMatchObject({
      cassandra: { contactPoints: ['127.0.0.1:9042'] },
      keyspace: 'killrvideo',
      etcd: { endpoints: ['127.0.0.1:2379'] },
      ...{ listenAddress: '127.0.0.1', advertisedAddress: '127.0.0.1' },
    });
    const environment = {
      KILLRVIDEO_CASSANDRA_CONTACT_POINTS: '10.0.0.1',
      KILLRVIDEO_CASSANDRA_USERNAME: 'killrvideo',
      KILLRVIDEO_CASSANDRA_PASSWORD: 'a password',
      KILLRVIDEO_ETCD_ENDPOINTS: 'https://10.0.0.2:2379',
      KILLRVIDEO_LISTEN_ADDRESS: '0.0.0.0',
      KILLRVIDEO_ADVERTISED_ADDRESS: '10.0.0.5',
    };
    expect(readSurroundings('npm run events', environment)).toMatchObject({
      cassandra: { contactPoints: ['10.0.0.1'], username: 'killrvideo', password: 'a password' },
      etcd: { endpoints: ['https://10.0.0.2:2379'] },
      ...{ listenAddress: '0.0.0.0', advertisedAddress: '10.0.0.5' },
    });
  });

  it('is refused where services would not find what listens', () => {
    const read = () => readSurroundings('npm run events', { KILLRVIDEO_LISTEN_ADDRESS: '0.0.0.0' });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/^npm run events cannot start:\n {2}KILLRVIDEO_ADVERTISED_ADDRESS is missing/);
  });
});
