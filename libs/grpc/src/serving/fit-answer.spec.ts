import { fitAnswer } from './fit-answer';

interface Answer {
  readonly state: string;
  readonly rows: readonly { readonly text: string; readonly seconds: bigint; readonly none?: undefined }[];
  readonly bytes?: Uint8Array;
}

const MAX_BYTES = 4 * 1024 * 1024;
const row = (text: string) => ({ text, seconds: 5n, none: undefined });
const encode = ({ state, rows, bytes }: Answer): Buffer =>
  Buffer.concat([Buffer.from(state), ...rows.map(({ text }) => Buffer.from(text)), bytes ?? Buffer.alloc(0)]);

/** Encodes, and tells what the last encoding was of. */
function fit(answer: Answer): { bytes: number; sent: Answer } {
  let sent = answer;
  const bytes = fitAnswer(answer, (each) => {
    sent = each;
    return encode(each);
  });
  return { bytes: bytes.length, sent };
}

describe('an answer', () => {
  it('of up to 4 MiB goes out as it is', () => {
    const answer = { state: '', rows: [row('x'.repeat(MAX_BYTES))] };
    expect(fit(answer).sent).toBe(answer);
  });

  it('above it has its longest texts cut to one length, and all else left alone', () => {
    const { bytes, sent } = fit({
      state: 's'.repeat(1024),
      rows: [row('a'.repeat(3_000_000)), row('short'), row('b'.repeat(2_000_000)), row('c'.repeat(100_000))],
    });
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
    expect(bytes).toBeGreaterThan(MAX_BYTES - 100);
    const [a, short, b, c] = sent.rows;
    expect(a?.text).toMatch(/^a+…$/);
    expect(b?.text).toMatch(/^b{1999999}b$|^b+…$/);
    expect([a, b].every((each) => (each?.text.length ?? 0) > 1_900_000)).toBe(true);
    expect([short, c]).toEqual([row('short'), row('c'.repeat(100_000))]);
    expect(sent.state).toBe('s'.repeat(1024));
    expect(a).toMatchObject({ seconds: 5n });
  });

  it('is cut between characters', () => {
    for (const padding of ['', 'x', 'xx', 'xxx']) {
      const { bytes, sent } = fit({ state: '', rows: [row(padding + '🐱'.repeat(1_200_000))] });
      expect(sent.rows[0]?.text).toMatch(/^x{0,3}(🐱)+…$/u);
      expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
    }
  });

  it('fits with a thousand long texts', () => {
    const { bytes, sent } = fit({
      state: '',
      rows: Array.from({ length: 1000 }, () => row('y'.repeat(16_384))),
    });
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
    expect(sent.rows.every(({ text }) => text.length > 4000)).toBe(true);
  });

  it('that is large in other ways goes out as it is', () => {
    const answer = { state: '', rows: [row('text')], bytes: Buffer.alloc(MAX_BYTES + 1) };
    expect(fit(answer).sent).toBe(answer);
  });
});
