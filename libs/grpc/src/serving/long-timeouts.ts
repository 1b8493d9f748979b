import type { IncomingHttpHeaders } from 'node:http2';

const TIMEOUT = 'grpc-timeout';

/** As grpc-js reads the header. What has nothing like this in it, grpc-js refuses. */
const AMOUNT_AND_UNIT = /(\d{1,8})\s*([HMSmun])/;

const SECONDS_OF_UNIT: Readonly<Record<string, number>> = { H: 3600, M: 60, S: 1 }; // the others are always short

/** The longest that a timer of Node waits, 24.8 days. */
const LONGEST_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/**
 * Shortens a deadline that is further away than any timer reaches to one that stays very long. grpc-js 1.14.7 makes
 * milliseconds of 32 bits of it, with a sign (`handleTimeoutHeader` in its server-interceptors.js): 30 days are over at
 * once, and 50 days after some minutes. The spec notices when that is mended there.
 */
export function shortenLongTimeout(headers: IncomingHttpHeaders): void {
  const given = headers[TIMEOUT];
  if (typeof given !== 'string') return;
  const [, amount, unit = ''] = AMOUNT_AND_UNIT.exec(given) ?? [];
  if (Number(amount) * (SECONDS_OF_UNIT[unit] ?? 0) > LONGEST_SECONDS)
    headers[TIMEOUT] = `${LONGEST_SECONDS}S`;
}
