import { Range, type Etcd3 } from 'etcd3';

/** A user of etcd, and what it may read and write. */
export interface EtcdUser {
  readonly name: string;
  readonly password: string;
  readonly prefixes: readonly string[];
}

/** Gives an etcd its users, and the `root` whom it insists on, and has it ask for them from now on. */
export async function turnOnUsers(
  etcd: Etcd3,
  rootPassword: string,
  users: readonly EtcdUser[],
): Promise<void> {
  await etcd.user('root').create(rootPassword);
  await etcd.user('root').addRole('root');
  for (const { name, password, prefixes } of users) {
    const role = etcd.role(name);
    await role.create();
    for (const prefix of prefixes) {
      await role.grant({ permission: 'Readwrite', range: Range.prefix(prefix) });
    }
    await etcd.user(name).create(password);
    await etcd.user(name).addRole(name);
  }
  await etcd.auth.authEnable();
}
