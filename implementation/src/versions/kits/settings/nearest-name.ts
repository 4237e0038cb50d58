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

/** How many letters are put in, left out, changed or swapped with the next between two texts. */
export function editDistance(a: string, b: string): number {
  let aboveThat: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(above, column - 1) + same,
          at(above, column) + 1,
          at(current, column - 1) + 1,
          swapped ? at(aboveThat, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [aboveThat, above] = [above, current];
  }
  return at(above, b.length);
}

const at = (row: readonly number[], column: number) => row[column] ?? Number.POSITIVE_INFINITY;
