/**
 * What a terminal or a page would obey instead of showing: control characters, marks of direction, broken halves of
 * characters. The two joiners that scripts and emoji need are none of them.
 */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from anywhere as one line that may be shown anywhere: what could not be seen is written out, as `\u001b`. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
