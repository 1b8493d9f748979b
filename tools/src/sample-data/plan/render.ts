/** Words that are put in place of the `{slots}` of a template. */
export type Words = Readonly<Record<string, string>>;

const SMALL_WORDS = new Set('a an and at by for from in of on or the to with'.split(' '));

/** Fills `{slot}` with its words, and `{Slot}` with its words as a title has them. Throws for a slot without words. */
export function render(template: string, words: Words): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const text = words[slot] ?? words[slot.toLowerCase()];
    if (text === undefined) throw new Error(`no words for {${slot}} of: ${template}`);
    return words[slot] === undefined ? titled(text) : text;
  });
}

/** The names of a template's slots, small. */
export function slotsOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot.toLowerCase());
}

/** A title: begins with a capital, also after a colon. */
export function title(template: string, words: Words): string {
  return render(template, words).split(': ').map(capitalised).join(': ');
}

function titled(text: string): string {
  return text
    .split(' ')
    .map((word) => (SMALL_WORDS.has(word) ? word : capitalised(word)))
    .join(' ');
}

/** The text with a capital at its start, as a sentence has it; gRPC stays gRPC, and a.m. stays a.m. */
export function capitalised(text: string): string {
  return /^([a-z]+[A-Z]|[a-z]\.)/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
