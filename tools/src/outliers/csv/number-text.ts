/** What parts a whole number from its fraction; the other of the two may then part thousands. */
export type DecimalMark = 'point' | 'comma';

/** A field that begins with a number: how it reads with either mark (NaN: it does not), and what stands behind it. */
export interface NumberReading {
  readonly point: number;
  readonly comma: number;
  /** Such as `%` or `ms`; empty mostly. */
  readonly unit: string;
}

const PLAIN = /^[+-]?\d+$/;
/** Number, then a word without digits; a sign of money may stand before it. */
const WITH_UNIT =
  /^([$€£¥]?)\s?([+\-−]?[\d.,'’\s]*\d[.,]?(?:e[+-]?\d+)?)(\s?)([^\d\s.,+\-−'’"][^\d\s]{0,15})?$/i;
/** What may stand at a number without a blank: other letters make a name of it, such as `5xx` or `1a`. */
const CLOSE_UNIT = new RegExp(
  `^(?:[%‰€$£¥]|°[CFK]?|${[
    ...[
      '[nuµμm]?s',
      'secs?',
      'seconds?',
      'min',
      'mins',
      'minutes?',
      'm',
      'h',
      'hrs?',
      'hours?',
      'd',
      'days?',
    ],
    ...['[kKMGTPE]i?', '(?:[kKMGTPE]i?)?(?:B|b|[Bb]ytes?|[Bb]its?)', '[kKMGT]?bps'],
    ...['[kMGT]?Hz', '[mkMG]?[VW]', 'mA', '[kMG]?Wh', '[hkM]?Pa', 'm?bar', 'rpm', 'dBm?', 'ppm'],
    ...['[kcmµμn]m', 'k?g', 'mg', 'm?[lL]', '[rq]ps', 'fps', 'req', 'reqs', 'requests', 'ops'],
    ...['EUR', 'USD', 'GBP', 'CHF', 'JPY'],
  ].join('|')})?(?:/(?:[mµμn]?s|sec|min|h|d|day))?$`,
);
const THOUSANDS_APART = {
  point: /^[+-]?[1-9]\d{0,2}([,'’\s])\d{3}(?:\1\d{3})*(?:\.\d*)?$/,
  comma: /^[+-]?[1-9]\d{0,2}([.'’\s])\d{3}(?:\1\d{3})*(?:,\d*)?$/,
};
const UNPARTED = {
  point: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  comma: /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i,
};

/** Reads a number as people and programs write it; undefined when it is none with either mark. */
export function readNumber(text: string): NumberReading | undefined {
  if (PLAIN.test(text)) {
    const value = Number(text);
    return { point: value, comma: value, unit: '' };
  }
  const found = WITH_UNIT.exec(text);
  if (!found) return undefined;
  const [, money, digits, blank, unit = ''] = found as unknown as [string, string, string, string, string?];
  if (blank === '' && !CLOSE_UNIT.test(unit)) return undefined;
  const number = digits.replace('−', '-');
  const reading = {
    point: withMark(number, 'point'),
    comma: withMark(number, 'comma'),
    unit: money + unit,
  };
  return Number.isNaN(reading.point) && Number.isNaN(reading.comma) ? undefined : reading;
}

function withMark(text: string, mark: DecimalMark): number {
  if (UNPARTED[mark].test(text)) return Number(mark === 'comma' ? text.replace(',', '.') : text);
  const parted = THOUSANDS_APART[mark].exec(text);
  if (!parted) return NaN;
  const whole = text.replaceAll(parted[1] as string, '');
  return Number(mark === 'comma' ? whole.replace(',', '.') : whole);
}

const NO_VALUE = /^(?:nan|n\/?a|null|none|nil|missing|undefined|no data|-+|[–—.?…]|#[a-z/0]+[!?]?)$/i;
const NOT_FINITE = /^[+\-−]?(?:inf(?:inity)?|∞)$/i;

/** What a field without a value is called, such as `empty` or `NaN`; undefined for all others. */
export function missingValue(text: string): string | undefined {
  if (text === '') return 'empty';
  // Most fields are numbers: those need no look at the words.
  if (text.length > 9 || (text >= '0' && text < ':')) return undefined;
  return NO_VALUE.test(text) || NOT_FINITE.test(text) ? text : undefined;
}
