/** The text of a file by its path from the repository's root. */
export type Files = ReadonlyMap<string, string>;

export type Traits = ReadonlySet<string>;

/** Where files of a service stand, and what that part of it is called in its traits. */
const FOLDERS = { 'apps/e2e/src/': 'e2e/', 'apps/': '' };

/** outliers has two gRPC services, and so handlers for each, named for their rpcs. */
const HANDLERS_OF_OUTLIERS = /(?<=\/)detect(-in-series)?-handlers\b/g;
/** Tables of the contract are written by other tools, too; those of a new service are its own. */
const OF_CONTRACT_TABLES = /-of-others\.e2e\.spec\.ts$/;
/** outliers sets a flag of V8; why is told in its main.ts. */
const FLAG_OF_OUTLIERS = /import \{ setFlagsFromString \}.*\n\n|(\/\/ .*\n)+setFlagsFromString\(.*\n\n/g;

/**
 * What can be said of a service's files without its name and its subject: which there are, and how code and settings
 * are built that are the same everywhere. No sentences: they are written anew for each service. Specs and test tools
 * have no role of their own, but that of what they test.
 */
export function traitsOf(files: Files, name: string): Traits {
  const traits = new Set<string>();
  for (const [path, text] of files) {
    const role = roleOf(path, name);
    if (role === undefined || OF_CONTRACT_TABLES.test(role)) continue;
    traits.add(role);
    for (const trait of (CONTENT[role] ?? (() => []))(withoutNames(text, name)))
      traits.add(`${role}: ${trait}`);
  }
  return traits;
}

/** `apps/comments/src/domain/comment-store.ts` → `src/domain/*-store.ts`; undefined: not a file of this service. */
function roleOf(path: string, name: string): string | undefined {
  const folder = Object.entries(FOLDERS).find(([parent]) => path.startsWith(`${parent}${name}/`));
  if (folder === undefined) return undefined;
  const [parent, part] = folder;
  return (part + path.slice(`${parent}${name}/`.length))
    .replace(HANDLERS_OF_OUTLIERS, 'NAME-handlers')
    .replace(new RegExp(`/${name}([-.])`), '/NAME$1')
    .replace(/(?<!\.int|\.e2e)(\.spec|(\.\w+)?\.testing)\.ts$/, '.ts')
    .replace(/^src\/domain\/(?!NAME-).*?(-store)?\.ts$/, 'src/domain/*$1.ts')
    .replace(/^src\/storage\/cassandra-.*-store\.(int\.spec\.)?ts$/, 'src/storage/cassandra-*-store.$1ts');
}

/** Only where a name stands for the service: a word of prose may be the same. */
function withoutNames(text: string, name: string): string {
  const camelName = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const pascalName = camelName.charAt(0).toUpperCase() + camelName.slice(1);
  const before = String.raw`(?<=['/[]|const |function |\{ |typeof )`;
  return text
    .replace(HANDLERS_OF_OUTLIERS, 'NAME-handlers')
    .replace(new RegExp(`\\b${pascalName}(?=UseCases)`, 'g'), 'Name')
    .replace(new RegExp(`${before}(${camelName}|${name})(?=\\b|UseCases|Handlers)`, 'gm'), 'NAME')
    .replace(/(?<=\/cassandra-).*(?=-store')/g, '*')
    .replace(/ +/g, ' ');
}

/** The parts of a text that match, in order. */
const matching =
  (...patterns: RegExp[]) =>
  (text: string): string[] =>
    patterns.flatMap((pattern) => text.match(pattern) ?? []);

/** For each role, what its text has in common with that of other services. */
const CONTENT: Readonly<Record<string, (text: string) => string[]>> = {
  'project.json': (text) => keysOf(JSON.parse(text)),
  'tsconfig.json': (text) => [text.trim()],
  'src/main.ts': (text) => [text.replace(FLAG_OF_OUTLIERS, '')],
  'src/service.ts': matching(
    /(?<=^import .* from ')(?!@killrvideo\/proto)[^']*/gm,
    /^export const NAME\b.*$/gm,
    /tables\(schema\)/,
    /^ ?\w+(?=[:,(])/gm,
  ),
  'src/domain/NAME-use-cases.ts': matching(/^export function \w+\(/gm, /^export type \w+ = \w+/gm),
  'src/grpc/NAME-handlers.ts': matching(
    /(?<=^import type )\{ NameUseCases \} from '..\/domain\/NAME-use-cases'/m,
  ),
  'src/storage/cassandra-*-store.int.spec.ts': matching(/useScratchKeyspace\(schema\)/),
  'e2e/NAME.e2e.spec.ts': matching(/^describe\.each\(deploymentsOf\('NAME'\)\)\(/m),
  'e2e/NAME-wire.e2e.spec.ts': matching(/^itKeepsTheWire\('NAME', \[/m),
};

const TEMPLATES = 'tools/src/new-service/files';

/**
 * What all services have and the template lacks, and what the template has and one of its `peers` lacks, by the names
 * of services; each with what to do.
 */
export function drift(
  template: Traits,
  peers: ReadonlyMap<string, Traits>,
  all: ReadonlyMap<string, Traits> = peers,
): string[] {
  const [first = new Set<string>(), ...others] = all.values();
  const common = [...first].filter((trait) => others.every((traits) => traits.has(trait)));
  return [
    ...common
      .filter((trait) => !template.has(trait))
      .map((trait) => `every service has '${trait}': add it to ${TEMPLATES}`),
    ...[...peers].flatMap(([name, traits]) =>
      [...template]
        .filter((trait) => !traits.has(trait))
        .map((trait) => `${name} lacks '${trait}': add it there, or take it out of ${TEMPLATES}`),
    ),
  ];
}

/** Every key, `metadata.ports.grpc`, and the plain values that are no name and no number. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => keysOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null)
    return path === 'tags[]' || path === 'projectType' ? [`${path} = ${String(value)}`] : [path];
  if (path.endsWith('.request')) return [path];
  const inside = Object.entries(value).flatMap(([key, item]) =>
    keysOf(item, path === '' ? key : `${path}.${key}`),
  );
  return path === '' ? inside : [path, ...inside];
}
