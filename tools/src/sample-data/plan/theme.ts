/** What somebody makes of a subject: the title of a video and the first sentence that describes it. */
export interface Form {
  readonly title: string;
  readonly about: string;
  readonly tags?: readonly string[];
}

/**
 * A field that people film, with its words. Templates may use `{subject}`, `{Subject}` (as in a title) and the names
 * in `words`; a slot has the same words all over one video, its comments included.
 */
export interface Theme {
  /** Also the first tag of each of its videos. */
  readonly name: string;
  /** What its videos are about: the name as it stands inside a sentence, and its tags. */
  readonly subjects: readonly (readonly [name: string, ...tags: string[]])[];
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly forms: readonly Form[];
  /** Further sentences of descriptions. */
  readonly details: readonly string[];
  readonly comments: Remarks;
}

/** What people say of a video, by how they like it. */
export interface Remarks {
  readonly praise: readonly string[];
  /** Neither praise nor blame: questions, experiences. */
  readonly talk: readonly string[];
  readonly doubt: readonly string[];
}
