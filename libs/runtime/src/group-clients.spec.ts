import { silentLog } from '@killrvideo/testing';

import { groupClients } from './group-clients';

/** Nobody is there. */
const NOWHERE = { endpoints: ['127.0.0.1:1'] };

it('A group has one client until it is closed, and then another one', async () => {
  const clients = groupClients({ etcd: NOWHERE, observer: undefined, log: silentLog });
  const search = clients.of('search');
  const suggestions = clients.of('suggestions');
  clients.close('search');
  clients.close('unknown');
  expect(clients.of('suggestions')).toBe(suggestions);
  const another = clients.of('search');
  expect(another).not.toBe(search);
  expect(clients.of('search')).toBe(another);
  await clients.stop();
});
