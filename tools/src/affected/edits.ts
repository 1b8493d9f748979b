import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Changes files below a root. */
export type Edit = (root: string) => void;

const HASH_COMMENTS = ['.yaml', '.yml'];
/** A version that nothing has. */
const BUMPED = '999.0.0';
let changes = 0;

/** Appends a line to each of the files, another one every time: the result of one seen before would be in the cache. */
export function lineIn(...files: readonly string[]): Edit {
  return (root) => {
    for (const file of files) {
      demand(root, file);
      appendFileSync(join(root, file), `\n${commentIn(file, `change ${++changes}`)}\n`);
    }
  };
}

function commentIn(file: string, text: string): string {
  if (file.endsWith('.md')) return text;
  return HASH_COMMENTS.includes(extname(file)) ? `# ${text}` : `// ${text}`;
}

/** Changes a JSON file. */
export function jsonIn<Content>(file: string, change: (content: Content) => void): Edit {
  return (root) => {
    demand(root, file);
    const content = JSON.parse(readFileSync(join(root, file), 'utf8')) as Content;
    change(content);
    writeFileSync(join(root, file), `${JSON.stringify(content, null, 2)}\n`);
  };
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

interface Lockfile {
  readonly packages: Record<string, Manifest & { version?: string; integrity?: string }>;
}

/** A package of package.json in another version, as npm would leave it there and in the lockfile. */
export function bump(name: string): Edit {
  return both(
    jsonIn<Manifest>('package.json', (manifest) => bumpIn(manifest, name)),
    jsonIn<Lockfile>('package-lock.json', ({ packages }) => {
      bumpIn(packages[''] ?? {}, name);
      Object.assign(packages[`node_modules/${name}`] ?? {}, { version: BUMPED, integrity: `sha512-${name}` });
    }),
  );
}

function bumpIn({ dependencies, devDependencies }: Manifest, name: string): void {
  const list = [dependencies, devDependencies].find((each) => each?.[name] !== undefined);
  if (list === undefined) throw new Error(`package.json names no ${name}: name another package in the case`);
  list[name] = BUMPED;
}

/** One edit after the other. */
export function both(...edits: readonly Edit[]): Edit {
  return (root) => edits.forEach((edit) => edit(root));
}

/** A case whose file was moved would prove nothing any more. */
function demand(root: string, file: string): void {
  if (!existsSync(join(root, file))) throw new Error(`${file} is not there: name another file in the case`);
}
