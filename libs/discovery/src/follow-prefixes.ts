import { Range, type Etcd3 } from 'etcd3';

/** What stands below some prefixes of etcd, key by key. */
export type Entries = ReadonlyMap<string, string>;

/**
 * Reads all that stands below the prefixes, tells it, and tells it anew whenever it changes, until `signal` aborts.
 * Rejects when etcd does not answer or the watch ends. A new call begins with reading again, so nothing depends on how
 * far the last one came: not on what etcd has compacted since, and not on what it has forgotten in a restart. `stands`
 * is called when etcd has begun to watch.
 */
export async function followPrefixes(
  etcd: Etcd3,
  prefixes: readonly string[],
  { told, stands, signal }: { told: (entries: Entries) => void; stands: () => void; signal: AbortSignal },
): Promise<void> {
  const answers = await Promise.all(prefixes.map((prefix) => etcd.getAll().prefix(prefix).exec()));
  const entries = new Map(
    answers.flatMap(({ kvs }) => kvs.map(({ key, value }) => [key.toString(), value.toString()] as const)),
  );
  told(entries);
  // From the oldest of the answers: what another has told already is told once more, and changes nothing.
  const [oldest = 0n] = answers.map(({ header }) => BigInt(header.revision)).sort((a, b) => (a < b ? -1 : 1));

  const stream = await etcd.watchClient.watch();
  let stop = (): void => {};
  try {
    await new Promise<void>((resolve, reject) => {
      stop = resolve;
      signal.addEventListener('abort', stop);
      stream.on('data', ({ created, canceled, cancel_reason: reason, events }) => {
        if (canceled) return reject(new Error(`etcd ended the watch: ${reason || 'it gave no reason'}`));
        if (created) stands();
        for (const { type, kv } of events) {
          if (type === 'Put') entries.set(kv.key.toString(), kv.value.toString());
          else entries.delete(kv.key.toString());
        }
        if (events.length > 0) told(entries);
      });
      stream.on('error', reject); // stays: a cancelled stream emits another one later
      stream.on('end', () => reject(new Error('etcd closed the stream')));
      for (const prefix of prefixes) {
        const { start, end } = Range.prefix(prefix);
        stream.write({
          create_request: { key: start, range_end: end, start_revision: String(oldest + 1n) },
        });
      }
      if (signal.aborted) resolve();
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stream.cancel();
  }
}
