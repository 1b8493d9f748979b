import type { Edit } from './edits';
import type { Target } from './house';

/** One change, and what it must touch. */
export interface AffectedCase {
  /** The change, for a person. */
  readonly change: string;
  /** Makes the change below the root of the scratch clone. Without one the surroundings change, not the files. */
  readonly edit?: Edit;
  /** Variables of the commands under the change. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The projects that `nx affected` must name, no more and no less. */
  readonly affected: readonly string[];
  /**
   * The tasks that must not be answered by the cache, no more and no less: all of some projects, and single targets.
   * Left out: every task of the affected projects.
   */
  readonly runs?: Runs;
  /**
   * `all` asks for every project's tasks instead of the affected ones': for what `nx affected` cannot see. Then
   * `affected` is who is asked, every project.
   */
  readonly ask?: 'affected' | 'all';
  /** A bundle that must carry a text while the change stands, and must not when it is taken back. */
  readonly bundle?: { readonly file: string; readonly carries: string };
}

/** Tasks, in words: `{ every: ['core'], test: ['tools'] }` is every task of core, and the tests of tools. */
export type Runs = Readonly<Partial<Record<Target | 'every', readonly string[]>>>;
