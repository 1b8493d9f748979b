import { areLoopback, targetOf } from './target-of';

describe('a target', () => {
  it.each([
    [['db.example.org:1'], 'db.example.org:1'],
    [['[fd00::1]:1'], '[fd00::1]:1'],
    [['etcd:///CommentsService'], 'etcd:///CommentsService'],
    [['10.0.0.1:1', '10.0.0.2:1'], 'ipv4:10.0.0.1:1,10.0.0.2:1'],
    [['10.0.0.1:1', '[fd00::1]:1'], 'ipv6:[::ffff:10.0.0.1]:1,[fd00::1]:1'],
  ])('is made of all of %j', (addresses, target) => expect(targetOf(addresses)).toBe(target));

  it('is not made of several names', () => {
    expect(() => targetOf(['10.0.0.1:1', 'db.example.org:1'])).toThrow(
      'db.example.org:1 is a name: several addresses must be of IP',
    );
  });

  it.each(['', 'a:b:c', '::1:9042'])('is not made of %j', (address) => {
    expect(() => targetOf([address])).toThrow('is not host or host:port');
  });
});

describe('addresses', () => {
  it.each([
    [['127.0.0.1:1', '[::1]:1', 'localhost:1'], true],
    [['127.0.0.1:1', '10.0.0.1:1'], false],
    [['etcd:///localhost'], false],
  ])('%j are of this machine: %p', (addresses, are) => expect(areLoopback(addresses)).toBe(are));
});
