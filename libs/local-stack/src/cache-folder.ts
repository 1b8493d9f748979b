import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The user's folder for what can be fetched again; every clone shares it. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const xdg = environment['XDG_CACHE_HOME'];
  const base =
    xdg && isAbsolute(xdg) // the XDG rules say that a relative path is to be ignored
      ? xdg
      : join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'killrvideo');
}
