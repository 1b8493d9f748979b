import { LEFT } from '../storage/writers-table';
import { vitalSigns } from './vital-signs';

const row = (beat: number) => ({
  ...{ writer: 'one', low: 0, settled: 0, high: 4, lows: new Map<string, number>(), beat, writtenAt: 0n },
});

function looking() {
  let now = 0;
  const signs = vitalSigns(1000, () => now);
  return (ms: number, beat: number) => {
    now = ms;
    return signs.look([row(beat)])[0]?.deadForMs;
  };
}

describe('a process', () => {
  it('is dead when its beat has stood still for so long', () => {
    const deadFor = looking();
    expect(deadFor(0, 7)).toBe(-1000);
    expect(deadFor(900, 7)).toBe(-100);
    expect(deadFor(1500, 7)).toBe(500);
  });

  it('lives with each beat, also after it was dead', () => {
    const deadFor = looking();
    expect([deadFor(0, 7), deadFor(900, 8), deadFor(1800, 8)]).toEqual([-1000, -1000, -100]);
    expect([deadFor(5000, 8), deadFor(5001, 9)]).toEqual([3100, -1000]);
  });

  it('is waited for no longer when it says that it has left', () => {
    const deadFor = looking();
    expect([deadFor(0, 7), deadFor(100, LEFT), deadFor(200, LEFT)]).toEqual([-1000, 0, 100]);
  });

  it('that is not there any more is forgotten', () => {
    let now = 0;
    const signs = vitalSigns(1000, () => now);
    signs.look([row(7)]);
    signs.look([]);
    now = 5000;
    expect(signs.look([row(7)])[0]?.deadForMs).toBe(-1000);
  });
});
