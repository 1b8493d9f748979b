import { entriesOf } from './registration';

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

  it.each(['0.0.0.0:8103', 'localhost:8103', '10.0.0.5', '10.0.0.5:0', '10.0.0.5:x', '[::1]:8103', ''])(
    'refuses %p as an address',
    (address) => expect(() => entriesOf({ ...REGISTRATION, address })).toThrow(/cannot be registered/),
  );
});
