import { readJson } from '../workspace/read-json';

/** The targets that a change asks for, as the workflow asks: `nx affected -t lint typecheck test build`. */
export const TARGETS = ['lint', 'typecheck', 'test', 'build'] as const;

export type Target = (typeof TARGETS)[number];

/** Who there is. It says nothing of who uses whom: that is for the cases to state. */
export interface House {
  /** The name of every project. */
  readonly all: readonly string[];
  /** Every app that is a service. */
  readonly services: readonly string[];
  /** Every project with a target. */
  readonly having: (target: Target) => string[];
  /** Every task of some projects, as `project:target`. */
  readonly tasksOf: (projects: readonly string[]) => string[];
  /** Every file under version control, from the root. */
  readonly files: readonly string[];
}

interface ProjectFile {
  readonly name: string;
  readonly tags?: readonly string[];
  readonly targets?: Readonly<Record<string, unknown>>;
}

/** Reads the project.json files among `files` below `root`. */
export function readHouse(root: string, files: readonly string[]): House {
  const projects = files
    .filter((file) => file.endsWith('/project.json'))
    .map((file) => readJson<ProjectFile>(root, file));
  const has = (name: string, target: Target): boolean =>
    projects.some((project) => project.name === name && project.targets?.[target] !== undefined);
  const all = projects.map(({ name }) => name);
  return {
    all,
    services: projects.filter(({ tags }) => tags?.includes('layer:service')).map(({ name }) => name),
    having: (target) => all.filter((name) => has(name, target)),
    tasksOf: (names) =>
      names.flatMap((name) =>
        TARGETS.filter((target) => has(name, target)).map((target) => `${name}:${target}`),
      ),
    files,
  };
}
