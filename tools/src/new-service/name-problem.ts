import { Script } from 'node:vm';

import type { ServiceNames } from './service-names';

/** Names of tables have at most 48 characters in Cassandra: this leaves room for a word of 15 behind the name. */
const MAX_LENGTH = 32;

const WORD = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** Words of the language that a module may declare, and lint does not let it (no-shadow-restricted-names). */
const RESTRICTED = ['NaN', 'Infinity', 'undefined', 'eval', 'arguments', 'globalThis'];

/** Why no service can have this name, whatever else there is, and what would do; undefined when it is a good one. */
export function spellingProblem(name: string): string | undefined {
  if (!WORD.test(name)) {
    return `'${name}' is no name for a service: it is written in small letters and digits, words that begin with a letter and are joined by hyphens, such as ${suggestion(name)}`;
  }
  if (name.length > MAX_LENGTH)
    return `'${name}' has ${name.length} letters, more than ${MAX_LENGTH}: choose a shorter name`;
  if (/(^|-)services?$/.test(name))
    return `'${name}' ends with what the code adds by itself: leave out 'service'`;
  return undefined;
}

/**
 * Why code could not use the name, and what to do; undefined when it can. `words` are those that it uses already,
 * `otherServices` the gRPC services there are.
 */
export function codeProblem(
  { name, camelName, pascalName }: ServiceNames,
  words: ReadonlySet<string>,
  otherServices: ReadonlyMap<string, string>,
): string | undefined {
  const ofLanguage = [camelName, pascalName].find((word) => !isIdentifier(word) || RESTRICTED.includes(word));
  if (ofLanguage !== undefined) return `'${ofLanguage}' is a word of JavaScript: choose another name`;
  const ofObjects = [name, camelName].find((word) => word in {});
  if (ofObjects !== undefined) {
    return `'${ofObjects}' is a property of every object, and tools that find services by name would find that: choose another name`;
  }
  if (words.has(camelName) || words.has(pascalName)) {
    return `'${name}' is a word that every service's code uses for something else: choose a longer name, such as ${name}-list`;
  }
  const place = otherServices.get(`${pascalName}Service`);
  if (place !== undefined) {
    return `${pascalName}Service is a service of ${place}, and both would be found under one name: choose another name`;
  }
  return undefined;
}

/** Asks the engine itself, in strict and asynchronous code as that of modules is. */
function isIdentifier(word: string): boolean {
  try {
    new Script(`'use strict'; async () => { const ${word} = 0; };`);
    return true;
  } catch {
    return false;
  }
}

function suggestion(name: string): string {
  const kebab = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .replace(/-([0-9])/g, '$1');
  return WORD.test(kebab) ? kebab : 'watch-later';
}
