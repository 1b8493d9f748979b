import { readSampleDataArguments, sampleVideos } from './read-arguments';

const read = (args: string[], environment = {}) => readSampleDataArguments(args, environment);

describe('npm run sample-data --', () => {
  it('has 500 videos of seed 1, through the services in the local etcd', () =>
    expect(read([])).toEqual({ videos: 500, seed: 1, whereabouts: { etcd: ['127.0.0.1:2379'] } }));

  it('takes size, seed and address', () =>
    expect(read(['--videos', '20', '--seed', '7', '--address', 'videos.example.org:50101'])).toEqual({
      videos: 20,
      seed: 7,
      whereabouts: { address: 'videos.example.org:50101' },
    }));

  it('takes addresses of IPv6', () =>
    expect([
      read(['--address', '[::1]:50101']).whereabouts,
      read([], { KILLRVIDEO_ETCD_ENDPOINTS: '[fd00::1]:2379' }).whereabouts,
    ]).toEqual([{ address: '[::1]:50101' }, { etcd: ['[fd00::1]:2379'] }]));

  it('names a bad etcd', () =>
    expect(() => read([], { KILLRVIDEO_ETCD_ENDPOINTS: 'fd00::1' })).toThrow(
      /^KILLRVIDEO_ETCD_ENDPOINTS is 'fd00::1', which is not host or host:port \(an IPv6 address stands in brackets/,
    ));

  it('takes etcd and size from the environment', () =>
    expect(
      read([], { KILLRVIDEO_ETCD_ENDPOINTS: '10.0.0.1:2379, 10.0.0.2:2379', KILLRVIDEO_SAMPLE_VIDEOS: '12' }),
    ).toEqual({ videos: 12, seed: 1, whereabouts: { etcd: ['10.0.0.1:2379', '10.0.0.2:2379'] } }));

  it.each([
    ['--videos', '0'],
    ['--videos', '5001'],
    ['--videos', 'many'],
    ['--seed', '1.5'],
    ['--seed', '-1'],
    ['--address', 'localhost'],
    ['--address', '::1:50101'],
    ['--address', 'http://localhost:50101'],
    ['--loud'],
    ['everything'],
  ])('refuses %s %s with its usage', (...args) =>
    expect(() => read(args.filter(Boolean))).toThrow(/usage: npm run sample-data/),
  );

  it('names the variable whose value is bad', () =>
    expect(() => sampleVideos({ KILLRVIDEO_SAMPLE_VIDEOS: 'lots' })).toThrow(
      "KILLRVIDEO_SAMPLE_VIDEOS is 'lots', which is no whole number from 1 to 5000",
    ));
});
