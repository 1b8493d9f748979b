import type { Log } from '@killrvideo/core';

import { fallingBehind } from './falling-behind';

const HOUR = 3_600_000;
const SETTINGS = { behindAfterMs: 10_000, warnAfterMs: HOUR, lapseAfterMs: 168 * HOUR };

function watched() {
  const lines: string[] = [];
  const say = (level: string) => (_fields: object, message: string) => void lines.push(`${level} ${message}`);
  const log: Log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
  return { falls: fallingBehind('search', SETTINGS, log), lines };
}

describe('a group that falls behind', () => {
  it('is told of once, and once more when it has caught up', () => {
    const { falls, lines } = watched();
    for (const lag of [0, 9000, 11_000, 12_000, 50_000, 9000, 0]) falls.look(lag, undefined);
    expect(lines).toEqual([
      'warn a group has fallen behind: its events wait in the outbox',
      'info a group has caught up with its events',
    ]);
  });

  it('is warned of from the first hour on, again when the time has doubled', () => {
    const { falls, lines } = watched();
    for (let hours = 0; hours <= 168; hours++) falls.look(hours * HOUR + 1, undefined);
    const warnings = lines.filter((line) => line.includes('still behind'));
    expect(warnings).toHaveLength(8); // 1, 2, 4, 8, 16, 32, 64, 128
  });

  it('has lapsed after a week, if it took nothing from this process for an hour', () => {
    const { falls } = watched();
    const now = performance.now();
    expect(falls.look(167 * HOUR, now - 2 * HOUR)).toBe(false);
    expect(falls.look(169 * HOUR, undefined)).toBe(false);
    expect(falls.look(169 * HOUR, now - HOUR / 2)).toBe(false);
    expect(falls.look(169 * HOUR, now - 2 * HOUR)).toBe(true);
  });
});
