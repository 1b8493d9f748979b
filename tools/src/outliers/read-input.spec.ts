import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readInput } from './read-input';

const folder = mkdtempSync(join(tmpdir(), 'read-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string, size = Infinity) {
  const file = join(folder, 'load.csv');
  writeFileSync(file, text);
  const at = (done: number) => expect(done).toBeLessThanOrEqual(size);
  return readInput(file, { dates: undefined, decimals: undefined }, (total) => {
    size = total;
    return { at, end: () => {} };
  });
}

describe('an input', () => {
  it.each([
    ['[05/Mar/2024:10:20:30 +0000],1\n[05/Mar/2024:10:20:31 +0000],2'],
    ['[2024-03-05 10:20:30],1\n[2024-03-05 10:20:31],2'],
    [' {a b},1\n {a b},2'],
  ])('is CSV, though it begins with a bracket: %j', async (text) =>
    expect((await read(text)).series.map(({ values }) => values)).toEqual([[1, 2]]),
  );

  it.each([['[{"metric":{"__name__":"up"},"values":[[0,"1"]]}]'], ['\n[\n {\n"values": [[0, "1"]]}]']])(
    'is the JSON of Prometheus: %j',
    async (text) => expect((await read(text)).series.map(({ values }) => values)).toEqual([[1]]),
  );

  it.each([
    ['[{"metric":', 'this is no JSON, though it begins like some (is it cut off?)'],
    ['{"data":', 'this is no JSON, though it begins like some (is it cut off?)'],
    ['{', 'this is no JSON, though it begins like some (is it cut off?)'],
    ['[]', 'the answer of Prometheus has no series'],
    ['[1, 2]', 'this is no answer of query_range'],
  ])('is JSON that is refused: %j', async (text, message) => expect(read(text)).rejects.toThrow(message));

  it('is never further read than it is long, even where it is read three times', async () => {
    const { series } = await read('time,port,value\n0,80,1\n0,443,2');
    expect(series).toHaveLength(2);
  });
});
