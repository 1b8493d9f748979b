import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { homeFolder } from '../cache-folder';
import { findOnPath, isExecutable } from '../find-on-path';
import { runCommand } from '../run-command';

/** Cassandra 5.0 runs on 17; newer ones have lost what it needs (the security manager), 25 for one. */
const WANTED = 17;
const VERSION_DEADLINE_MS = 20_000;

/** Where Java lies, named by the variables and folders that installers of Linux and macOS use. */
const HOME_VARIABLES = ['JAVA_HOME', 'JAVA_HOME_17_X64', 'JAVA_HOME_17_ARM64'];
const FOLDERS_OF_HOMES = [
  '/usr/lib/jvm',
  '/usr/java',
  '/opt/java',
  '/opt',
  '/Library/Java/JavaVirtualMachines',
  '~/Library/Java/JavaVirtualMachines',
  '~/.sdkman/candidates/java',
  '~/.jdks',
  '~/.asdf/installs/java',
  '~/.local/share/mise/installs/java',
  '/opt/homebrew/opt',
  '/usr/local/opt',
  '/home/linuxbrew/.linuxbrew/opt',
];
/** Homes inside a package of macOS, and of Homebrew on macOS and Linux. */
const INNER_HOMES = ['', 'Contents/Home', 'libexec/openjdk.jdk/Contents/Home', 'libexec'];

/** A Java that was found. */
export interface Java {
  readonly home: string;
  readonly version: string;
}

/** Finds a Java 17 that runs. Throws with those that were found instead, and what to install. */
export async function findJava(
  environment: NodeJS.ProcessEnv = process.env,
  folders: readonly string[] = FOLDERS_OF_HOMES,
): Promise<Java> {
  const others = new Map<string, string>();
  for (const home of candidates(environment, folders)) {
    const { version, failure } = await versionOf(home);
    if (version !== undefined && majorOf(version) === WANTED) return { home, version };
    others.set(home, version === undefined ? `does not run: ${failure}` : `is Java ${version}`);
  }
  const found = [...others].map(([home, what]) => `\n  ${home} ${what}`).join('');
  throw new Error(
    `Cassandra 5.0 needs Java ${WANTED}, ${found === '' ? 'and no Java was found' : `but only these were found:${found}`}\n` +
      'Install it (Debian, Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17), ' +
      'or set JAVA_HOME to the folder of a Java 17',
  );
}

function candidates(environment: NodeJS.ProcessEnv, folders: readonly string[]): string[] {
  const named = HOME_VARIABLES.map((name) => environment[name]).filter((home) => home !== undefined);
  const onPath = findOnPath('java', environment);
  const installed = folders
    .map((folder) => folder.replace(/^~/, homeFolder() ?? '~'))
    .flatMap((folder) =>
      entriesOf(folder).flatMap((entry) => INNER_HOMES.map((inner) => join(folder, entry, inner))),
    );
  const homes = [...named, ...(onPath === undefined ? [] : [dirname(dirname(onPath))]), ...installed];
  // A relative one is meant from where the command was called, which npm tells; Cassandra runs in a folder of its own.
  const calledIn = environment['INIT_CWD'] ?? '';
  return [...new Set(homes.map((home) => resolve(calledIn, home)))].filter((home) =>
    isExecutable(javaOf(home)),
  );
}

/** The program of a Java home. */
export function javaOf(home: string): string {
  return join(home, 'bin/java');
}

/** With UTF-8 for the names of files: under `LC_ALL=C` Java cannot open any whose path goes beyond ASCII. */
export function javaEnvironment({ home }: Java): NodeJS.ProcessEnv {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return { ...process.env, JAVA_HOME: home, LC_ALL: locale };
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The `release` file spares starting each Java; only the wanted one must prove that it runs. */
async function versionOf(home: string): Promise<{ version?: string | undefined; failure?: string }> {
  const said = versionInRelease(home);
  if (said !== undefined && majorOf(said) !== WANTED) return { version: said };
  const { failure, output } = await runCommand(javaOf(home), ['-version'], {
    deadlineMs: VERSION_DEADLINE_MS,
  });
  const version = versionInOutput(output);
  return failure === undefined && version !== undefined
    ? { version }
    : { failure: failure ?? 'it does not tell its version' };
}

function versionInRelease(home: string): string | undefined {
  try {
    return /^JAVA_VERSION="([^"]+)"/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** Reads what `java -version` prints, of any vendor; other lines may stand before it. */
export function versionInOutput(output: string): string | undefined {
  return / version "([^"]+)"/.exec(output)?.[1];
}

/** 17 of `17.0.15`, 8 of `1.8.0_402`, 25 of `25-ea`. */
export function majorOf(version: string): number {
  return Number(/^(?:1\.)?(\d+)/.exec(version)?.[1]);
}
