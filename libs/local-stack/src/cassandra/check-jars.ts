import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import manifest from './cassandra-5.0.9-jars.json';

/** What each jar must be: SHA-256 sums by file name. */
export type JarManifest = Readonly<Record<string, string>>;

/** Of the jars that Cassandra 5.0.9 and all it needs are made of. */
export const CASSANDRA_JARS: JarManifest = manifest;

/**
 * What differs between a folder and the manifest, in words; undefined when every jar is there and nothing else is.
 * Takes about a second at most: cheap enough for every start.
 */
export async function problemWithJars(
  folder: string,
  jars: JarManifest = CASSANDRA_JARS,
): Promise<string | undefined> {
  const present = await readdir(folder).catch(() => undefined);
  if (present === undefined) return `${folder} does not exist`;
  const strange = present.filter((name) => !(name in jars));
  if (strange.length > 0) return `${join(folder, strange[0] ?? '')} does not belong there`;
  for (const [name, wanted] of Object.entries(jars)) {
    const sum = await sha256Of(join(folder, name)).catch(() => undefined);
    if (sum === undefined) return `${join(folder, name)} is missing`;
    if (sum !== wanted) return `${join(folder, name)} has the SHA-256 ${sum}, not ${wanted}`;
  }
  return undefined;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash); // not read as a whole: the keeper would stay that large
  return hash.digest('hex');
}
