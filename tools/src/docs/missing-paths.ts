import { dirname, join } from 'node:path';

import { anchors, blockLines, codeSpans, linkTargets } from './markdown';
import type { Workspace } from '../workspace/files';
import type { Page } from './pages';

/** A file by its name, of a kind that is committed here; in back-ticks it may stand without its first folders. */
const FILE_NAME = /^[\w./-]+\.(ts|mjs|cjs|cql|proto|py|yml|md)$/;

/** Their names are in the pages; they belong to others. */
const ELSEWHERE = ['cassandra.yaml'];

/**
 * What a page names and nobody finds, each as a problem for a person. A path is
 *
 * - where a link leads to: a file or folder from the page on, and if it has one an anchor there;
 * - in back-ticks or in a code block, what begins with a folder of the root: `<name>`, `*`, `{a,b}` and `NAME` stand for
 *   anything that is there;
 * - in back-ticks, the name of a source file, which some path must end with; `NAME` stands for anything here, too.
 */
export function missingPaths({ path, text }: Page, workspace: Workspace): string[] {
  const tops = new Set(
    workspace.files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]),
  );
  const fromRoot = (name: string): boolean => name.includes('/') && tops.has(name.split('/')[0]);
  const spans = codeSpans(text).filter((span) => !span.includes(' '));
  const words = blockLines(text).flatMap((line) => line.split(/\s+/));
  const named = [...spans, ...words].map((name) => name.replace(/[,.:;]+$/, '')).filter(fromRoot);
  const fileNames = spans.filter(
    (span) => FILE_NAME.test(span) && !fromRoot(span) && !ELSEWHERE.includes(span),
  );
  return [
    ...linkTargets(text).flatMap((target) => brokenLink(path, target, workspace)),
    ...[...new Set(named)]
      .filter((name) => !isThere(name, workspace))
      .map((name) => `${path}: ${name} is not there`),
    ...[...new Set(fileNames)]
      .filter((name) => !isThere(name, workspace, '(.*/)?'))
      .map((name) => `${path}: no file is named ${name}`),
  ];
}

function brokenLink(page: string, target: string, workspace: Workspace): string[] {
  if (/^[a-z]+:/.test(target)) return [];
  const [to = '', anchor] = target.split('#');
  const file = to === '' ? page : join(dirname(page), to);
  if (!isThere(file, workspace)) return [`${page}: the link to ${target} leads nowhere`];
  if (anchor === undefined || anchors(workspace.read(file)).includes(anchor)) return [];
  return [`${page}: ${file} has no heading #${anchor}`];
}

/** A file, or a folder that holds one; `below` is a pattern of what may stand before it. */
function isThere(name: string, { files }: Workspace, below = ''): boolean {
  const pattern = name
    .replace(/\/$/, '')
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/<[^>]*>|\bNAME\b|\*+/g, '[^/]+')
    .replace(/\{([^}]*)\}/g, (_, either: string) => `(${either.replaceAll(',', '|')})`);
  const there = new RegExp(`^${below}${pattern}(/|$)`);
  return files.some((file) => there.test(file));
}
