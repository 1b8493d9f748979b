import type { ServiceNames } from './service-names';

/** The one app that has every service in it. */
export const ALL_IN_ONE = 'apps/all-in-one/src/main.ts';

const IMPORT = /^import \{ (\w+) \} from '@killrvideo\/services\/([\w-]+)';\n/gm;
const LIST = /^void runProcess\(manifest, \[([\w\s,]*)\]\);$/m;

const EXPECTED = `expected are lines "import { x } from '@killrvideo/services/x';", one below the other, and "void runProcess(manifest, [x, …]);" with the same names in the same order`;

/** The text of its main.ts with the service in it, in the order of names. Throws where it is not as expected. */
export function addToAllInOne(main: string, { name, camelName }: ServiceNames): string {
  const imports = [...main.matchAll(IMPORT)].map((match) => ({
    line: match[0],
    identifier: match[1] ?? '',
    name: match[2] ?? '',
  }));
  const block = imports.map(({ line }) => line).join('');
  const list = LIST.exec(main);
  const listed = list?.[1]?.split(',').map((item) => item.trim()) ?? [];
  const identifiers = imports.map(({ identifier }) => identifier);
  if (!list || imports.length === 0 || !main.includes(block) || !sameItems(identifiers, withoutLast(listed)))
    throw new Error(`${ALL_IN_ONE} cannot be edited: ${EXPECTED}`);
  if (imports.some((each) => each.name === name || each.identifier === camelName))
    throw new Error(`${ALL_IN_ONE} has ${name} already: take another name, or remove it there`);

  const line = `import { ${camelName} } from '@killrvideo/services/${name}';\n`;
  const all = [...imports, { line, identifier: camelName, name }].sort((a, b) => (a.name < b.name ? -1 : 1));
  return main
    .replace(block, all.map((each) => each.line).join(''))
    .replace(LIST, `void runProcess(manifest, [${all.map(({ identifier }) => identifier).join(', ')}]);`);
}

/** A list over several lines ends with a comma. */
function withoutLast(items: readonly string[]): readonly string[] {
  return items.at(-1) === '' ? items.slice(0, -1) : items;
}

function sameItems(some: readonly string[], others: readonly string[]): boolean {
  return some.join() === others.join();
}
