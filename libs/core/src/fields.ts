import { DomainError } from './domain-error';
import { MAX_PAGE_SIZE, type PageRequest } from './page';
import { shownTime, wholeMs, type SecondsAndNanos } from './shown-time';
import { isTimeUuid, isUuid } from './uuid';

/** The bounds of a text field, in bytes of its UTF-8 form. */
export interface TextBounds {
  readonly maxBytes: number;
}

/** Bad fields that are named; the others are counted. A request may have thousands, and an answer is for a person. */
const MAX_NAMED = 10;

/**
 * Checks the fields of one command or query. Every rule returns the value to go on with and notes what is wrong;
 * `checked` throws once, naming the bad fields, so a caller mends its request in one go.
 */
export class Fields {
  readonly #named: string[] = [];
  #violations = 0;

  /** A required id. Returns it in lower case, so that one id has one spelling in keys and states. */
  uuid(field: string, value: string | undefined): string {
    if (!value) return this.violated(`${field} is missing`);
    if (!isUuid(value)) return this.violated(`${field} is not a UUID of 36 characters`);
    return value.toLowerCase();
  }

  /** A required time-based (version 1) id, in lower case. */
  timeUuid(field: string, value: string | undefined): string {
    if (!value) return this.violated(`${field} is missing`);
    if (!isTimeUuid(value))
      return this.violated(`${field} is not a time-based (version 1) UUID of 36 characters`);
    return value.toLowerCase();
  }

  /** An id that may be absent. */
  optionalUuid(field: string, value: string | undefined): string | undefined {
    return value ? this.uuid(field, value) : undefined;
  }

  /** A time-based id that may be absent. */
  optionalTimeUuid(field: string, value: string | undefined): string | undefined {
    return value ? this.timeUuid(field, value) : undefined;
  }

  /** A required text with something to read in it; kept as it is, blanks around it included. */
  text(field: string, value: string, bounds: TextBounds): string {
    return value.trim() === '' ? this.violated(`${field} is blank`) : this.optionalText(field, value, bounds);
  }

  /** A text that may be blank. */
  optionalText(field: string, value: string, { maxBytes }: TextBounds): string {
    const bytes = Buffer.byteLength(value);
    if (bytes > maxBytes) return this.violated(`${field} has ${bytes} bytes, more than ${maxBytes}`);
    return value;
  }

  /** A whole number within bounds, both included. */
  integer(field: string, value: number, { min, max }: { min: number; max: number }): number {
    if (value < min || value > max) this.violated(`${field} must be from ${min} to ${max}`);
    return value;
  }

  /** A required point in time, in whole milliseconds since 1970 (what is finer is cut off). */
  time(field: string, value: SecondsAndNanos | undefined): bigint {
    if (value === undefined) this.violated(`${field} is missing`);
    return this.optionalTime(field, value) ?? 0n;
  }

  /** A point in time that may be absent, in whole milliseconds since 1970 (what is finer is cut off). */
  optionalTime(field: string, value: SecondsAndNanos | undefined): bigint | undefined {
    if (value === undefined) return undefined;
    const { nanos } = value;
    const ms = wholeMs(value);
    if (shownTime(ms) !== ms || nanos < 0 || nanos > 999_999_999) {
      this.violated(`${field} is no time of the years 0001 to 9999 with nanos from 0 to 999,999,999`);
      return undefined;
    }
    return ms;
  }

  /** The ids of a multi-get: none is fine, more than `max` are not; order and repeats are kept. */
  uuids(field: string, values: readonly (string | undefined)[], { max }: { max: number }): string[] {
    if (values.length > max) {
      this.violated(`${field} has ${values.length} ids, more than ${max}`);
      return [];
    }
    return values.map((value, index) => this.uuid(`${field}[${index}]`, value));
  }

  /** Which page of a list: a size above 0, of which at most MAX_PAGE_SIZE counts, and the state as it was sent. */
  page(query: { pageSize: number; pagingState: string }): PageRequest {
    if (query.pageSize <= 0) this.violated('page_size must be greater than 0');
    return { size: Math.min(query.pageSize, MAX_PAGE_SIZE), state: query.pagingState };
  }

  /** Notes what is wrong with a field for which no rule above fits. */
  violated(violation: string): string {
    if (++this.#violations <= MAX_NAMED) this.#named.push(violation);
    return '';
  }

  throwIfViolated(): void {
    if (this.#violations === 0) return;
    const more = this.#violations - this.#named.length;
    throw new DomainError(
      'invalid-argument',
      [...this.#named, ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
    );
  }
}

/**
 * Builds a command or query from unchecked values, or throws `invalid-argument` that names every bad field, or the first
 * ten and how many more there are.
 */
export function checked<T>(build: (fields: Fields) => T): T {
  const fields = new Fields();
  const result = build(fields);
  fields.throwIfViolated();
  return result;
}
