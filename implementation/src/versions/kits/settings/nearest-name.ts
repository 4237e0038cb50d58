/** The name that was probably meant, or null where none is near enough. Case does not count. */
export function nearestName(given: string, names: readonly string[]): string | null {
  const wanted = given.slice(0, longestName).toLowerCase();
  const near = names
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name ?? null;
}

const longestName = 60;

/** How many letters have to be put in, taken out or changed to make one text of the other. */
export function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const changed = (above[column - 1] ?? 0) + same;
      const moved = Math.min(above[column] ?? 0, current[column - 1] ?? 0) + 1;
      current.push(Math.min(changed, moved));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
