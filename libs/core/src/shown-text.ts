/** What is said of anything has fewer bytes than this; clients take 8 KiB of headers and more. */
const MAX_BYTES = 4 * 1024;

/** No character has more than nine bytes for each of its UTF-16 units when it is percent-encoded. */
const MAX_BYTES_OF_UNIT = 9;

const ELLIPSIS = '…';

/** Control characters, line separators, and halves of surrogate pairs. */
const NOT_SHOWN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text as callers and the log may see it, whatever of a request is quoted in it: in one line, without control
 * characters (`\u001b` in their place), and with fewer than `maxBytes` bytes in the form in which a status is on the
 * wire, percent-encoded. A longer one is cut between two characters and ends with an ellipsis.
 */
export function shownText(text: string, maxBytes = MAX_BYTES): string {
  // More characters than bytes are never kept, so the rest need not be looked at.
  const line = text.slice(0, maxBytes).replace(NOT_SHOWN, escaped);
  if (line.length * MAX_BYTES_OF_UNIT < maxBytes) return line;
  const room = maxBytes - encodeURI(ELLIPSIS).length;
  let bytes = 0;
  let at = 0;
  let cut = 0;
  for (const character of line) {
    bytes += encodeURI(character).length;
    if (bytes >= maxBytes) return line.slice(0, cut) + ELLIPSIS;
    at += character.length;
    if (bytes < room) cut = at;
  }
  return line;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code >= 0xd800 && code < 0xe000 ? '\ufffd' : `\\u${code.toString(16).padStart(4, '0')}`;
}
