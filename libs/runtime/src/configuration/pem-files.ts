import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

import { unreadable } from '@killrvideo/host';
import { z } from 'zod';

/** What stands in a file, or why it is of no use, to go on after `names`. */
class FileOfNoUse extends Error {}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The path of a file with certificates, in PEM, to what stands in it; undefined where none is set. */
export const certificatesFile = fileRule((text) => {
  const certificates = text.match(CERTIFICATE);
  if (certificates === null) throw new FileOfNoUse('a file without a certificate in PEM');
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate);
    } catch {
      throw new FileOfNoUse('a file with a certificate in it that is damaged');
    }
  }
});

/** The path of a file with a private key, in PEM, to what stands in it; undefined where none is set. */
export const privateKeyFile = fileRule((text) => {
  try {
    createPrivateKey(text);
  } catch {
    throw new FileOfNoUse(
      text.includes('ENCRYPTED')
        ? 'a key that asks for a passphrase: keep it without one, in a file that only this user may read'
        : 'a file without a private key in PEM',
    );
  }
});

/** Whether the key is that of the certificate, the first where several stand in the text. */
export function isKeyOf(key: string, certificate: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
}

function fileRule(demandUse: (text: string) => void) {
  return z
    .string()
    .transform((path, context) => {
      try {
        if (path.startsWith('-----BEGIN'))
          throw new FileOfNoUse('no file: what must stand in one stands here');
        if (!statSync(path).isFile()) throw new FileOfNoUse('something that is no file');
        const text = readFileSync(path, 'utf8');
        demandUse(text);
        return text;
      } catch (error) {
        const problem = error instanceof FileOfNoUse ? error.message : unreadable(error);
        if (problem === undefined) throw error;
        context.addIssue(`names ${problem}`);
        return z.NEVER;
      }
    })
    .optional();
}
