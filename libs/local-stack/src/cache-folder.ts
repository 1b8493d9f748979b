import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The user's folder for what can be fetched again; every clone shares it. Throws when nothing tells where it is. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env, ask = homedir): string {
  const xdg = environment['XDG_CACHE_HOME'];
  if (xdg && isAbsolute(xdg)) return join(xdg, 'killrvideo'); // the XDG rules say that a relative path is to be ignored
  const home = homeFolder(ask);
  if (home === undefined) {
    throw new Error(
      'HOME names no folder by its whole path, so there is none to keep downloads in: choose one with XDG_CACHE_HOME=/a/folder',
    );
  }
  return join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'killrvideo');
}

/** The user's own folder; undefined where HOME is no whole path, or where the system knows no user of this id. */
export function homeFolder(ask = homedir): string | undefined {
  try {
    const home = ask();
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}
