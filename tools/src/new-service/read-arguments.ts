import { parseArgs } from 'node:util';

/** Which service to make. */
export interface NewServiceArguments {
  /** As it was given; nothing of it is checked yet. */
  readonly name: string;
  /** A service without tables: every call brings all that it is about. */
  readonly withoutStorage: boolean;
}

const USAGE = `usage: npm run new-service -- NAME [--without-storage]
  NAME: small letters, words joined by hyphens, such as watch-later; --without-storage: a service that has no tables`;

/** Reads `NAME [--without-storage]`. Throws with the usage. */
export function readNewServiceArguments(args: readonly string[]): NewServiceArguments {
  const { positionals, values } = parse(args);
  const [name, ...more] = positionals;
  if (name === undefined) throw new Error(`the service needs a name\n${USAGE}`);
  if (more.length > 0)
    throw new Error(`one service at a time: '${more.join(' ')}' is one word too many\n${USAGE}`);
  return { name, withoutStorage: values['without-storage'] ?? false };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { 'without-storage': { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}
