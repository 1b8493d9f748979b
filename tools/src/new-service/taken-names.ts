import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { COMMON, GIVEN_AREAS } from '../contract/areas';
import { readJson } from '../workspace/read-json';

/** Why a service cannot have the name because something else is found by it, and what to do; undefined when it can. */
export function takenProblem(root: string, name: string): string | undefined {
  const taken = takenNames(root).get(name);
  if (taken === undefined) return undefined;
  // What git does not keep may be left over.
  const leftOver = [
    `apps/${name}`,
    `apps/e2e/src/${name}`,
    `proto/killrvideo/${name.replaceAll('-', '_')}`,
  ].some((folder) => taken === `the folder ${folder}` && !hasFiles(join(root, folder)));
  return `'${name}' is taken by ${taken}: choose another name${leftOver ? ', or remove it: it is empty' : ''}`;
}

/**
 * The names that a service cannot have because something else is found by them, each with what that is. Of several, the
 * last says it best.
 */
function takenNames(root: string): ReadonlyMap<string, string> {
  return new Map([
    ...folders(root, 'apps/e2e/src').map((name) => [name, `the folder apps/e2e/src/${name}`] as const),
    ...folders(root, 'proto/killrvideo').map(
      (name) => [name.replaceAll('_', '-'), `the folder proto/killrvideo/${name}`] as const,
    ),
    ...scripts(root).map((script) => [script.split(':')[0] ?? '', `the command npm run ${script}`] as const),
    ...['.', 'libs/proto', 'libs'].flatMap((parent) => projectsIn(root, parent)),
    ...[COMMON, ...GIVEN_AREAS].map(
      ({ name, path }) =>
        [name, `a part of the KillrVideo contract (proto/${path}), for a service of its own`] as const,
    ),
    ...projectsIn(root, 'apps'),
    // Contracts name types in full, killrvideo.common.Uuid: inside such a package they would be looked for in it.
    ...['killrvideo', 'google'].map((name) => [name, 'the first name of packages of the contract'] as const),
  ]);
}

/** The gRPC services of the contract by the short names that etcd knows them by, each with the file that it is in. */
export function servicesOfContract(root: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(join(root, 'proto'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.proto'))
      .flatMap((file) =>
        [...readFileSync(join(root, 'proto', file), 'utf8').matchAll(/^service (\w+)/gm)].map(
          ([, service = '']): [string, string] => [service, `proto/${file}`],
        ),
      ),
  );
}

function projectsIn(root: string, parent: string): (readonly [string, string])[] {
  return folders(root, parent).flatMap((name) => namesOfProject(root, join(parent, name)));
}

/** Its folder, its name and its tags: commands of Nx take any of them. */
function namesOfProject(root: string, folder: string): (readonly [string, string])[] {
  const file = join(root, folder, 'project.json');
  const what = `the folder ${folder}`;
  const ofFolder = [folder.slice(folder.lastIndexOf('/') + 1), what] as const;
  if (!existsSync(file)) return [ofFolder];
  const { name = '', tags = [] } = readJson<{ name?: string; tags?: string[] }>(
    root,
    join(folder, 'project.json'),
  );
  return [
    ...tags.map((tag) => [tag.slice(tag.indexOf(':') + 1), `a word of the tag ${tag}`] as const),
    [name, `the project ${name} (${folder})`],
    ofFolder,
  ];
}

function scripts(root: string): string[] {
  return Object.keys(readJson<{ scripts?: Record<string, string> }>(root, 'package.json').scripts ?? {});
}

function hasFiles(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => !entry.isDirectory() || hasFiles(join(folder, entry.name)),
  );
}

function folders(root: string, parent: string): string[] {
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
