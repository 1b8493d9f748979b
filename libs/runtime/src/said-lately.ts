const FORGOTTEN_AFTER_MS = 60_000;

/** Of different things so many are remembered; nobody can fill the memory, or the log, by saying ever others. */
const MAX_REMEMBERED = 100;

/** Tells whether the same was said within a minute, or so much else that this need not be said any more. */
export function saidLately(now: () => number = () => performance.now()): (what: string) => boolean {
  const said = new Set<string>();
  let forgetAt = 0;
  return (what) => {
    if (now() >= forgetAt) {
      said.clear();
      forgetAt = now() + FORGOTTEN_AFTER_MS;
    }
    if (said.has(what) || said.size >= MAX_REMEMBERED) return true;
    said.add(what);
    return false;
  };
}
