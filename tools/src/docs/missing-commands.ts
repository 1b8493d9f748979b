import { blockLines, codeSpans } from './markdown';
import type { Workspace } from '../workspace/files';
import type { Page } from './pages';

interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
}
interface ProjectFile {
  readonly name: string;
  readonly targets?: Readonly<Record<string, unknown>>;
}

/** Where every script of package.json is told. */
const ALL_COMMANDS = 'docs/development.md';

const NPM_RUN = /\bnpm run ([\w:-]+)/g;
/** Names in capitals stand for any. */
const NX_TARGET = /\bnx (build|e2e|lint|test|typecheck) ([a-z][\w-]*)/g;

/** Commands that a page names and that are not there, each as a problem for a person. */
export function missingCommands({ path, text }: Page, workspace: Workspace): string[] {
  const scripts = scriptsOf(workspace);
  const targets = targetsOf(workspace);
  const commands = [...codeSpans(text), ...blockLines(text)];
  const named = (pattern: RegExp): RegExpMatchArray[] =>
    commands.flatMap((line) => [...line.matchAll(pattern)]);
  return [
    ...named(NPM_RUN)
      .filter(([, script = '']) => !scripts.includes(script))
      .map(([command]) => `${path}: ${command} is no script of package.json`),
    ...named(NX_TARGET)
      .filter(([, target, project]) => !targets.has(`${project}:${target}`))
      .map(([command, target, project]) => `${path}: ${command}: ${project} has no target ${target}`),
  ];
}

/** Scripts of package.json that the page of all commands leaves out. */
export function untoldScripts(workspace: Workspace): string[] {
  const told = codeSpans(workspace.read(ALL_COMMANDS));
  return scriptsOf(workspace)
    .filter((script) => !told.some((span) => new RegExp(`^npm (run )?${script}( |$)`).test(span)))
    .map((script) => `${ALL_COMMANDS}: says nothing of the script ${script} of package.json`);
}

function scriptsOf({ read }: Workspace): string[] {
  return Object.keys((JSON.parse(read('package.json')) as PackageFile).scripts);
}

function targetsOf({ files, read }: Workspace): Set<string> {
  const projects = files
    .filter((file) => file.endsWith('/project.json'))
    .map((file) => JSON.parse(read(file)) as ProjectFile);
  return new Set(
    projects.flatMap(({ name, targets = {} }) => Object.keys(targets).map((target) => `${name}:${target}`)),
  );
}
