import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a service has: tables of its own, or everything it is about in each call. */
export type ServiceKind = 'with-storage' | 'without-storage';

/** The folders of templates that a service of a kind is made of. */
export function templateFolders(root: string, kind: ServiceKind): string[] {
  return ['common', kind].map((folder) => folderOf(root, folder));
}

/** That of what a service has besides which hears of events. */
export function consumerFolder(root: string): string {
  return folderOf(root, 'consumer');
}

/** That of what it has for each event. */
export function eventFolder(root: string, kind: ServiceKind): string {
  return folderOf(root, `event-${kind}`);
}

function folderOf(root: string, folder: string): string {
  return join(root, 'tools/src/new-service/files', folder);
}

/** What is put into a template. */
const PLACEHOLDER = /<%.*?%>/g;
/** Strings that are paths are words of the code, too: folders and libraries. */
const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/.*|'(?![.@])(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

/** The words that the code of the templates uses itself: a service's name must be another one, or would hide them. */
export function wordsOfTemplates(root: string): ReadonlySet<string> {
  const words = (['with-storage', 'without-storage'] as const)
    .flatMap((kind) => [...templateFolders(root, kind), eventFolder(root, kind)])
    .concat(consumerFolder(root))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts.template'))
        .map((file) => readFileSync(join(folder, file), 'utf8')),
    )
    .flatMap(
      (text) =>
        text
          .replace(PLACEHOLDER, '')
          .replace(COMMENT_OR_STRING, '')
          .match(/[\p{L}_$][\w$]*/gu) ?? [],
    );
  return new Set(words);
}
