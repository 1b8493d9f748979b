import type { StatementReader } from './statement-reader';

/** Cassandra's native types; `varchar` is another word for `text`. */
const NATIVE = new Set(
  (
    'ascii bigint blob boolean counter date decimal double duration float inet int smallint text time ' +
    'timestamp timeuuid tinyint uuid varint'
  ).split(' '),
);
const ELEMENTS: Readonly<Record<string, number>> = { list: 1, set: 1, map: 2 };

/**
 * Reads a column's type and gives it as Cassandra writes it in its own tables. Native types, collections and vectors:
 * tuples and user-defined types are refused, since nothing can be added to the one, and the other would be a second
 * thing beside tables that versions of a service share.
 */
export function readType(from: StatementReader): string {
  return typeInside(from, 'column');
}

function typeInside(from: StatementReader, place: 'column' | 'collection' | 'frozen'): string {
  const word = from.name('a type');
  if (word === 'frozen') {
    from.expect('<');
    const inner = typeInside(from, 'frozen');
    from.expect('>');
    return inner.startsWith('frozen<') ? inner : `frozen<${inner}>`;
  }
  if (word === 'vector') {
    from.expect('<');
    const element = typeInside(from, 'collection');
    from.expect(',');
    const dimensions = from.any('the number of dimensions');
    from.expect('>');
    return `vector<${element}, ${dimensions}>`;
  }
  const elements = ELEMENTS[word];
  if (elements !== undefined) {
    if (place === 'collection') from.fail(`a ${word} inside of a collection must be frozen`);
    return `${word}<${elementsOf(from, elements, place).join(', ')}>`;
  }
  const type = word === 'varchar' ? 'text' : word;
  if (!NATIVE.has(type)) {
    from.fail(`${word} is no type that a schema may use: native types, collections and vectors are`);
  }
  return type;
}

/** Inside of a frozen collection all others are frozen, too, and Cassandra says so of each. */
function elementsOf(from: StatementReader, count: number, place: 'column' | 'frozen'): string[] {
  from.expect('<');
  const elements: string[] = [];
  for (let index = 0; index < count; index++) {
    if (index > 0) from.expect(',');
    const element = typeInside(from, place === 'frozen' ? 'frozen' : 'collection');
    elements.push(/^(list|set|map)</.test(element) ? `frozen<${element}>` : element);
  }
  from.expect('>');
  return elements;
}
