import { frameReader, OPCODE, preparedId } from './cql-frames';

const short = (value: number) => Buffer.from([value >> 8, value & 0xff]);
const shortText = (text: string) => Buffer.concat([short(text.length), Buffer.from(text)]);

/** An answer that tells the id of a prepared statement, `cafe`. */
function preparedAnswer({ warnings = [] as string[] } = {}): Buffer {
  const body = Buffer.concat([
    ...(warnings.length === 0 ? [] : [short(warnings.length), ...warnings.map(shortText)]),
    Buffer.from([0, 0, 0, 4, 0, 2, 0xca, 0xfe]),
  ]);
  const header = Buffer.from([0x84, warnings.length === 0 ? 0 : 0x08, 0, 7, OPCODE.result, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 5);
  return Buffer.concat([header, body]);
}

describe('CQL frames', () => {
  it('are cut from chunks of any size', () => {
    const read = frameReader();
    const bytes = Buffer.concat([preparedAnswer(), preparedAnswer()]);
    const frames = [...bytes].flatMap((byte) => read(Buffer.from([byte])));
    expect(frames.map((frame) => [frame.stream, preparedId(frame)])).toEqual([
      [7, 'cafe'],
      [7, 'cafe'],
    ]);
  });

  it('are read behind the warnings of the server, and kept as they came', () => {
    const bytes = preparedAnswer({ warnings: ['`USE <keyspace>` with prepared statements', 'and more'] });
    const [frame] = frameReader()(bytes);
    expect(frame && preparedId(frame)).toBe('cafe');
    expect(frame?.bytes).toEqual(bytes);
  });
});
