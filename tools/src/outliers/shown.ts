import { visibleText } from '../workspace/visible-text';

const MAX_CHARACTERS = 60;

/** A name of the input as it stands in messages: in one line, not too long. */
export function shown(text: string): string {
  return visibleText(text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);
}

/** The same for what a field says, in quotes. */
export function quoted(text: string): string {
  return `"${shown(text)}"`;
}
