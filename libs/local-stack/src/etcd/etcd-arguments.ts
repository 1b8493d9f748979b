import { join } from 'node:path';

/** A single etcd. */
export interface EtcdNode {
  readonly folder: string;
  readonly port: number;
  /** Of no use to one alone, but it insists. */
  readonly peerPort: number;
  /** What it is told beside: how it knows its users, its certificates. */
  readonly more?: readonly string[];
}

/** The arguments of a single etcd, which talks TLS where it has a certificate. */
export function etcdArguments({ folder, port, peerPort, more = [] }: EtcdNode): string[] {
  const client = `${talksTls(more) ? 'https' : 'http'}://127.0.0.1:${port}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    ['--name', 'local-stack'],
    ['--data-dir', join(folder, 'data')],
    ['--listen-client-urls', client],
    ['--advertise-client-urls', client],
    ['--listen-peer-urls', peer],
    ['--initial-advertise-peer-urls', peer],
    ['--initial-cluster', `local-stack=${peer}`],
    more,
  ].flat();
}

export function talksTls(more: readonly string[]): boolean {
  return more.includes('--cert-file');
}
