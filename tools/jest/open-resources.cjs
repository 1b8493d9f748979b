/** What keeps this process from ending: how many of each type. */
exports.countOpen = () => {
  for (const stream of [process.stdout, process.stderr]) stream.unref?.(); // they are counted else, and keep nothing
  const counts = new Map();
  for (const type of process.getActiveResourcesInfo()) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
};

/** What both counts hold, so what was there both times. */
exports.leastOf = (one, other) =>
  new Map(
    [...one].flatMap(([type, count]) => (other.has(type) ? [[type, Math.min(count, other.get(type))]] : [])),
  );

/** In words, what is open beyond `before`; empty when nothing is. */
exports.openBeyond = (before = new Map()) =>
  [...exports.countOpen()]
    .map(([type, count]) => [count - (before.get(type) ?? 0), type])
    .filter(([count]) => count > 0)
    .map(([count, type]) => `${count} ${type}`)
    .join(', ');
