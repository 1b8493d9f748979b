import { explain } from '@killrvideo/local-stack';

import { stackFolder } from './stack-folder';

/**
 * Ends the process of a command with the exit code that its work resolves with; work that resolves with nothing goes on
 * in the background. An error is told by its message, one about files of ours with what to do, and ends the process
 * with 1, or with what `exitCodeOf` says.
 */
export function runToItsEnd(
  work: Promise<number | void>,
  exitCodeOf: (error: unknown) => number = () => 1,
): void {
  work.then(
    (code) => {
      if (code !== undefined) process.exit(code);
    },
    (error: unknown) => {
      console.error(explain(error, stackFolder));
      process.exit(exitCodeOf(error));
    },
  );
}
