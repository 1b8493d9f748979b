import { addressIn, entriesOf } from './registration';

const REGISTRATION = {
  services: ['CommentsService', 'StatisticsService'],
  address: '10.0.0.5:50101',
  instance: 'all:1',
  metadata: { admin: '10.0.0.5:8200', version: '1' },
};

describe('a registration', () => {
  it('is two keys for each service: for readers of plain addresses and for etcd’s own resolver', () => {
    const endpoint =
      '{"Op":0,"Addr":"10.0.0.5:50101","Metadata":{"admin":"10.0.0.5:8200","version":"1","instance":"all:1"}}';
    expect([...entriesOf(REGISTRATION)]).toEqual([
      ['/killrvideo/services/CommentsService/all:1', '10.0.0.5:50101'],
      ['killrvideo/endpoints/CommentsService/10.0.0.5:50101', endpoint],
      ['/killrvideo/services/StatisticsService/all:1', '10.0.0.5:50101'],
      ['killrvideo/endpoints/StatisticsService/10.0.0.5:50101', endpoint],
    ]);
  });

  it('of IPv6 is left out where readers know plain IPv4 only', () => {
    const address = '[fd00::5]:50101';
    const entries = entriesOf({ ...REGISTRATION, services: ['CommentsService'], address });
    expect([...entries.keys()]).toEqual(['killrvideo/endpoints/CommentsService/[fd00::5]:50101']);
    expect([...entries.values()].map(addressIn)).toEqual([address]);
  });

  it.each([
    '0.0.0.0:8103',
    'localhost:8103',
    '10.0.0.5',
    '10.0.0.5:0',
    '10.0.0.5:x',
    '[::]:8103',
    '::1:8103',
    '[fd00::5]',
    '[FD00::5]:8103',
    '[::ffff:10.0.0.5]:8103',
    '[fe80::1%eth0]:8103',
    '',
  ])('refuses %p as an address', (address) =>
    expect(() => entriesOf({ ...REGISTRATION, address })).toThrow(/cannot be registered/),
  );
});
