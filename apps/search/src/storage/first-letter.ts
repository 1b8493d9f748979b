/** What rows of words and tags are put together by: one character, also of those that UTF-16 has two of. */
export function firstLetterOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}
