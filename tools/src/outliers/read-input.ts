import { createReadStream, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { createInterface } from 'node:readline';

import { csvReader } from './csv-reader';
import type { Measurements } from './measurements';
import type { Progress } from './progress';
import { readPrometheus } from './read-prometheus';

/** Reads CSV or the JSON of Prometheus, whichever the input turns out to be, from a file or from standard input (`-`). */
export async function readInput(file: string, progress: (total: number) => Progress): Promise<Measurements> {
  const fromStdin = file === '-';
  const stream = fromStdin ? process.stdin : createReadStream(file);
  const bar = progress(fromStdin ? 0 : statSync(file).size);
  let bytes = 0;
  stream.on('data', (chunk: Buffer | string) => bar.at((bytes += chunk.length)));

  const csv = csvReader(fromStdin ? 'stdin' : basename(file, extname(file)));
  let json: string[] | undefined;
  let isFirst = true;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      if (isFirst && line.trim() === '') {
        csv.line(line); // it counts
        continue;
      }
      if (isFirst && /^\uFEFF?\s*[{[]/.test(line)) json = [];
      isFirst = false;
      if (json) json.push(line);
      else csv.line(line);
    }
  } finally {
    bar.end();
  }
  return json ? readPrometheus(json.join('\n').replace(/^\uFEFF/, '')) : csv.end();
}
