import type { Fields } from '@killrvideo/core';

const MAX_TAGS = 100;
/** In code points: what a reader takes for one character may have several. */
const MAX_TAG_CHARACTERS = 100;
/** In bytes of UTF-8, all tags together. */
const MAX_BYTES = 8 * 1024;

/** The tags of a video as they are kept: trimmed, without blank and repeated ones, in their case and order. */
export function tagsIn(field: Fields, tags: readonly string[]): string[] {
  const kept = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  const bytes = kept.reduce((sum, tag) => sum + Buffer.byteLength(tag), 0);
  const long = kept.findIndex((tag) => [...tag].length > MAX_TAG_CHARACTERS);
  if (kept.length > MAX_TAGS) field.violated(`tags has ${kept.length} tags, more than ${MAX_TAGS}`);
  else if (long >= 0) field.violated(`tags has one of more than ${MAX_TAG_CHARACTERS} characters`);
  else if (bytes > MAX_BYTES) field.violated(`tags has ${bytes} bytes, more than ${MAX_BYTES}`);
  return kept;
}
