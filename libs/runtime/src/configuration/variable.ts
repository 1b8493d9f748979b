import type { z } from 'zod';

/** One variable of the environment, declared beside whoever reads it. */
export interface Variable<T> {
  /** `KILLRVIDEO_…`, in capitals. */
  readonly name: string;
  /** What other KillrVideo backends call the same; ours wins where both are set. */
  readonly olderName?: string;
  /** For the table in the documentation, in a few words. */
  readonly meaning: string;
  /** Shown where the value is bad. */
  readonly example: string;
  /** From the text, or undefined where none is set, to the value; its messages go on after the name: `is empty`. */
  readonly rule: z.ZodType<T, string | undefined>;
  /** What else of its group must be there where this one is set. */
  readonly goesWith?: readonly Companion[];
}

/** Another variable of a group, as one of them sees it. */
export interface Companion {
  /** By the name that code has for its value. */
  readonly variable: string;
  /** What is wrong with the two values beside each other, if anything; goes on after the name of the first. */
  readonly misfit?: (value: unknown, other: unknown) => string | undefined;
}

/** What one reader reads, by the names that its code has for the values. */
export type Variables = Readonly<Record<string, Variable<unknown>>>;

export type ValuesOf<V extends Variables> = {
  readonly [Key in keyof V]: V[Key] extends Variable<infer T> ? T : never;
};

/** Only for its type: the rule decides what the value is. */
export function variable<T>(declared: Variable<T>): Variable<T> {
  return declared;
}
