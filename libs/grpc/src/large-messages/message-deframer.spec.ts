import { messageDeframer } from './message-deframer';

function deframer(mayCome = () => true) {
  const told: unknown[] = [];
  const { write } = messageDeframer({
    onLength: (bytes) => {
      told.push(bytes);
      return mayCome();
    },
    onSecond: () => told.push('second'),
    take: (bytes) => Buffer.alloc(bytes + 3),
  });
  return { write, told };
}

const framed = Buffer.from([0, 0, 0, 0, 4, 1, 2, 3, 4]);

describe('a message', () => {
  it.each([1, 2, 3, 4, 5, 6, 8, 9])('is collected from pieces of %d bytes', (size) => {
    const { write, told } = deframer();
    const whole: Buffer[] = [];
    for (let at = 0; at < framed.length; at += size) whole.push(...write(framed.subarray(at, at + size)));
    expect(whole).toEqual([framed]);
    expect(told).toEqual([4]);
  });

  it('may be empty', () => {
    const { write, told } = deframer();
    expect(write(Buffer.alloc(5))).toEqual([Buffer.alloc(5)]);
    expect(told).toEqual([0]);
  });

  it('that must wait is kept as far as it has come, and goes on with the next data', () => {
    const { write } = deframer(() => false);
    const piece = Buffer.from(framed.subarray(0, 7));
    expect(write(piece)).toEqual([]);
    piece.fill(0xff); // the memory of the data is another's now
    expect(write(framed.subarray(7))).toEqual([framed]);
  });

  it('is the only one', () => {
    for (const pieces of [[Buffer.concat([framed, framed])], [framed, framed]]) {
      const { write, told } = deframer();
      expect(pieces.flatMap(write)).toEqual([framed]);
      expect(told).toEqual([4, 'second']);
    }
  });
});
