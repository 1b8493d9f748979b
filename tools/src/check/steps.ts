import { runCommand } from '../workspace/run-command';

/** One thing that `npm run check` looks at. */
export interface CheckStep {
  readonly name: string;
  /** What is wrong, in words for a person; nothing when all is well. */
  readonly problems: () => Promise<readonly string[]>;
}

const TIMEOUT_MS = 900_000;

/** A step that is a command: its output is the problem when it fails. */
export function commandStep(name: string, command: string, ...args: string[]): CheckStep {
  return {
    name,
    problems: async () => {
      const { ok, output } = await runCommand(command, args, { timeoutMs: TIMEOUT_MS });
      return ok ? [] : [output];
    },
  };
}

/** A target of every project, or of those that are named, by Nx: what did not change is not done again. */
export function nxStep(name: string, target: string, projects: readonly string[]): CheckStep {
  const which = projects.length === 0 ? [] : ['-p', projects.join(',')];
  return commandStep(name, 'nx', 'run-many', '-t', target, ...which, '--output-style=static');
}
