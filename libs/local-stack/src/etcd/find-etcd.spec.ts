import { etcdVersion, isNewEnough } from './find-etcd';

it('the version of etcd is read from what it prints, also after a warning', () => {
  const output = 'some warning\netcd Version: 3.4.23\nGit SHA: Not provided\nGo Version: go1.19.8\n';
  expect(etcdVersion(output)).toBe('3.4.23');
  expect(etcdVersion('command not found')).toBeUndefined();
});

it.each([
  ['3.4.23', true],
  ['3.10.0', true],
  ['4.0.0-rc.1', true],
  ['3.3.25', false],
  ['2.9.0', false],
])('etcd %s will do: %p', (version, will) => expect(isNewEnough(version)).toBe(will));
