import {
  AddressError,
  formatAddress,
  isLoopback,
  isUnspecified,
  parseAddress,
  parseEndpoint,
  parseIp,
} from './address';

describe('an address', () => {
  it.each([
    ['10.0.0.1:9042', '10.0.0.1', 9042],
    ['10.0.0.1', '10.0.0.1', undefined],
    ['node-1.example.org:1', 'node-1.example.org', 1],
    ['[fd00::1]:8101', 'fd00::1', 8101],
    ['[fd00::1]', 'fd00::1', undefined],
    ['[FD00:0:0:0:0:0:0:01]:65535', 'fd00::1', 65535],
    ['[::1]:2379', '::1', 2379],
    ['[::ffff:10.0.0.1]:9042', '10.0.0.1', 9042],
  ])('%s is read, and written again in its usual form', (text, host, port) => {
    expect(parseAddress(text)).toEqual({ host, port });
    expect(parseAddress(formatAddress({ host, port }))).toEqual({ host, port });
  });

  it.each([
    ['', 'is not host or host:port'],
    ['a b:1', 'is not host or host:port'],
    ['host:', 'is not host or host:port'],
    ['host:x', 'is not host or host:port'],
    ['http://host:1', 'is not host or host:port'],
    ['user@host:1', 'is not host or host:port'],
    ['::1:9042', 'stands in brackets'],
    ['fd00::1', 'stands in brackets'],
    ['[fd00::1', 'stands in brackets'],
    ['[fd00::1]8101', 'stands in brackets'],
    ['[10.0.0.1]:1', 'has no IPv6 address in its brackets'],
    ['[host]:1', 'has no IPv6 address in its brackets'],
    ['[]:1', 'has no IPv6 address in its brackets'],
    ['host:0', 'has a port that is not from 1 to 65535'],
    ['[fd00::1]:65536', 'has a port that is not from 1 to 65535'],
    ['[fe80::1%eth0]:1', 'is a link-local address'],
    ['[fe80::1]:1', 'is a link-local address'],
  ])('%p is refused', (text, problem) => {
    expect(() => parseAddress(text)).toThrow(AddressError);
    expect(() => parseAddress(text)).toThrow(problem);
  });

  it('may be that of an endpoint, which has a port and speaks HTTP', () => {
    expect(parseEndpoint('10.0.0.1:2379')).toMatchObject({ host: '10.0.0.1', url: 'http://10.0.0.1:2379' });
    expect(parseEndpoint('https://[FD00::1]:2379')).toMatchObject({
      host: 'fd00::1',
      url: 'https://[fd00::1]:2379',
    });
    expect(() => parseEndpoint('10.0.0.1')).toThrow('has no port');
    expect(() => parseEndpoint('http://10.0.0.1:2379/v3')).toThrow('is not host or host:port');
    expect(() => parseEndpoint('ftp://10.0.0.1:2379')).toThrow('is not host or host:port');
  });
});

describe('an IP address', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::', '::'],
    ['[::1]', '::1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:a00:1', '10.0.0.1'],
    ['[::ffff:0:0]', '0.0.0.0'],
  ])('%s is %s', (text, ip) => expect(parseIp(text)).toBe(ip));

  it.each([
    '',
    'localhost',
    '10.0.0.256',
    '10.0.0.1:80',
    '[fd00::1]:80',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1%1',
  ])('%p is none that others could use', (text) => expect(() => parseIp(text)).toThrow(AddressError));

  it('may stand for all of a machine, or for the machine itself', () => {
    expect(['0.0.0.0', '::', '::1', '10.0.0.0'].map(isUnspecified)).toEqual([true, true, false, false]);
    for (const host of ['127.0.0.1', '127.8.8.8', '::1', 'localhost', 'LocalHost.', 'db.localhost']) {
      expect([host, isLoopback(host)]).toEqual([host, true]);
    }
    for (const host of ['128.0.0.1', 'fd00::1', '127.example.org', 'mylocalhost', '::']) {
      expect([host, isLoopback(host)]).toEqual([host, false]);
    }
  });
});
