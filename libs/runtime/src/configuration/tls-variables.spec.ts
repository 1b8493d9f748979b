import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { certificateAuthority } from '@killrvideo/testing';

import { cassandraVariables } from './cassandra-variables';
import { etcdVariables } from './etcd-variables';
import { readVariables, type Environment } from './read-variables';
import type { Variables } from './variable';

const folder = mkdtempSync(join(tmpdir(), 'tls-variables-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const authority = certificateAuthority();
const [ours, another] = [authority.issue('killrvideo'), authority.issue('another')];
const files = {
  authorities: file('ca.crt', `# ours and another\n${authority.certificate}${another.certificate}`),
  certificate: file('ours.crt', ours.certificate),
  key: file('ours.key', ours.key),
  anotherKey: file('another.key', another.key),
  text: file('text', 'no PEM at all'),
  damaged: file('damaged.crt', ours.certificate.replaceAll(/[b-y]/g, 'a')),
  withPassphrase: file(
    'passphrase.key',
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a secret' })
      .toString(),
  ),
};

/** Each of the problems, without the name of the variable and the example that follow the same form everywhere. */
function problemsOf(variables: Environment, group: Variables = etcdVariables): string[] {
  try {
    readVariables({ KILLRVIDEO_ETCD_ENDPOINTS: 'https://etcd:2379', ...variables }, 'example', [group]);
    return [];
  } catch (error) {
    const [, ...lines] = (error as Error).message.split('\n');
    return lines.map((line) =>
      line.replace(/; an example: KILLRVIDEO_\w+_FILE=\/etc\/killrvideo\/\S+$/, '').trim(),
    );
  }
}

describe('the files of TLS', () => {
  it('are read at start', () => {
    const etcd = readVariables(
      {
        KILLRVIDEO_ETCD_ENDPOINTS: 'https://etcd:2379',
        KILLRVIDEO_ETCD_CA_FILE: files.authorities,
        KILLRVIDEO_ETCD_CERTIFICATE_FILE: files.certificate,
        KILLRVIDEO_ETCD_KEY_FILE: files.key,
      },
      'example',
      [etcdVariables],
    ).valuesOf(etcdVariables);
    expect(etcd.authorities).toContain(authority.certificate);
    expect(etcd).toMatchObject(ours);
  });

  it('need not be there', () => expect(problemsOf({})).toEqual([]));

  it.each([
    ['that is not there', join(folder, 'none'), 'names a file that is not there'],
    ['that is a folder', folder, 'names something that is no file'],
    ['of text', files.text, 'names a file without a certificate in PEM'],
    ['with a key', files.key, 'names a file without a certificate in PEM'],
    ['that was damaged', files.damaged, 'names a file with a certificate in it that is damaged'],
    [
      'whose text is given instead',
      authority.certificate,
      'names no file: what must stand in one stands here',
    ],
  ])('hold no certificate in one %s', (_, value, problem) =>
    expect(problemsOf({ KILLRVIDEO_ETCD_CA_FILE: value })).toEqual([`KILLRVIDEO_ETCD_CA_FILE ${problem}`]),
  );

  it.each([
    [
      'of another certificate',
      files.anotherKey,
      'names the key of another certificate than that in KILLRVIDEO_ETCD_CERTIFICATE_FILE',
    ],
    ['in a file of text', files.text, 'names a file without a private key in PEM'],
    ['in that of the certificate', files.certificate, 'names a file without a private key in PEM'],
    [
      'with a passphrase',
      files.withPassphrase,
      'names a key that asks for a passphrase: keep it without one, in a file that only this user may read',
    ],
    ['that stands there itself', ours.key, 'names no file: what must stand in one stands here'],
  ])('hold no key %s', (_, key, problem) =>
    expect(
      problemsOf({ KILLRVIDEO_ETCD_CERTIFICATE_FILE: files.certificate, KILLRVIDEO_ETCD_KEY_FILE: key }),
    ).toEqual([`KILLRVIDEO_ETCD_KEY_FILE ${problem}`]),
  );

  it('go in pairs', () => {
    expect(problemsOf({ KILLRVIDEO_ETCD_CERTIFICATE_FILE: files.certificate })).toEqual([
      'KILLRVIDEO_ETCD_KEY_FILE is missing, and KILLRVIDEO_ETCD_CERTIFICATE_FILE is set',
    ]);
    expect(problemsOf({ KILLRVIDEO_CASSANDRA_KEY_FILE: files.key }, cassandraVariables)).toEqual([
      'KILLRVIDEO_CASSANDRA_CERTIFICATE_FILE is missing, and KILLRVIDEO_CASSANDRA_KEY_FILE is set',
    ]);
  });

  it('are all judged, each once, where several are bad', () =>
    expect(
      problemsOf({ KILLRVIDEO_ETCD_CERTIFICATE_FILE: files.text, KILLRVIDEO_ETCD_KEY_FILE: folder }),
    ).toEqual([
      'KILLRVIDEO_ETCD_CERTIFICATE_FILE names a file without a certificate in PEM',
      'KILLRVIDEO_ETCD_KEY_FILE names something that is no file',
    ]));

  it('are of no use where nothing is said by TLS', () =>
    expect(
      problemsOf({ KILLRVIDEO_ETCD_ENDPOINTS: 'etcd:2379', KILLRVIDEO_ETCD_CA_FILE: files.authorities }),
    ).toEqual(['KILLRVIDEO_ETCD_CA_FILE is for TLS, and KILLRVIDEO_ETCD_ENDPOINTS has no https:// in it']));
});
