import { join } from 'node:path';

/** The arguments of a single etcd; `peerPort` is of no use to one alone, but it insists. */
export function etcdArguments(node: { folder: string; port: number; peerPort: number }): string[] {
  const client = `http://127.0.0.1:${node.port}`;
  const peer = `http://127.0.0.1:${node.peerPort}`;
  return [
    ['--name', 'local-stack'],
    ['--data-dir', join(node.folder, 'data')],
    ['--listen-client-urls', client],
    ['--advertise-client-urls', client],
    ['--listen-peer-urls', peer],
    ['--initial-advertise-peer-urls', peer],
    ['--initial-cluster', `local-stack=${peer}`],
  ].flat();
}
