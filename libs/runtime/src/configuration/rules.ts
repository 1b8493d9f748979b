import { AddressError, formatAddress, parseAddress, parseEndpoint, parseIp } from '@killrvideo/core';
import { z } from 'zod';

/** Any text; undefined where none is set. */
export const optionalText = z.string().optional();

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number, fallback: number) {
  const problem = `is not a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .pipe(z.number().min(min, problem).max(max, problem))
    .default(fallback);
}

/** One of some words, in either case. */
export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]], fallback: Word) {
  return z
    .string()
    .toLowerCase()
    .pipe(z.enum(words, `is none of ${words.join(', ')}`))
    .default(fallback as never);
}

/** 0 takes a free one. */
export function port(fallback: number) {
  return wholeNumber(0, 65_535, fallback);
}

/** Items between commas, at least one; blanks around them do not count. */
export function listOf(item: z.ZodType<string, string>) {
  return z.string().transform(splitByComma).pipe(z.array(item).min(1, 'is empty'));
}

/** `host` or `host:port`, IPv6 in brackets. */
export const hostAndPort = readBy((text) => formatAddress(parseAddress(text)));

/** `host:port`, also behind `http://` or `https://`. */
export const endpoint = readBy((text) => parseEndpoint(text) && text);

export const ip = readBy(parseIp);

function splitByComma(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** What `read` makes of the text; its AddressError is the problem. */
function readBy(read: (text: string) => string) {
  return z.string().transform((text, context) => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });
}
