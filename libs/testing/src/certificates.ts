import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { isIP } from 'node:net';

import { md, pki } from 'node-forge';

/** A certificate and its key, in PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** Whoever signs certificates: made for a spec, and forgotten with it. */
export interface CertificateAuthority {
  /** Its own certificate, in PEM. */
  readonly certificate: string;
  /** For a client by this name, or a server at these hosts (names and IP addresses). */
  issue(name: string, hosts?: readonly string[]): Certified;
}

const DAY_MS = 24 * 60 * 60_000;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

export function certificateAuthority(name = `authority ${randomUUID()}`): CertificateAuthority {
  const own = newKeys();
  let issued = 0;
  const sign = (subject: string, publicKey: pki.PublicKey, extensions: object[]): string => {
    const certificate = pki.createCertificate();
    certificate.serialNumber = String(++issued);
    certificate.publicKey = publicKey;
    certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
    certificate.validity.notAfter = new Date(Date.now() + DAY_MS);
    certificate.setSubject([{ name: 'commonName', value: subject }]);
    certificate.setIssuer([{ name: 'commonName', value: name }]);
    certificate.setExtensions(extensions);
    certificate.sign(pki.privateKeyFromPem(own.privateKey), md.sha256.create());
    return pki.certificateToPem(certificate);
  };

  return {
    certificate: sign(name, pki.publicKeyFromPem(own.publicKey), [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ]),
    issue(subject, hosts = []) {
      const keys = newKeys();
      const altNames = hosts.map((host) =>
        isIP(host) === 0 ? { type: DNS_NAME, value: host } : { type: IP_ADDRESS, ip: host },
      );
      const certificate = sign(subject, pki.publicKeyFromPem(keys.publicKey), [
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        ...(altNames.length === 0 ? [] : [{ name: 'subjectAltName', altNames }]),
      ]);
      return { certificate, key: keys.privateKey };
    },
  };
}

function newKeys() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
