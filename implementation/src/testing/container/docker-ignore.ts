/** What of a build context `docker build` leaves out. Paths begin at the context, with `/`. */
export interface DockerIgnore {
  leavesOut(path: string): boolean;
  /** Whether something below a folder that is left out is taken back by name. */
  takesBackBelow(folder: string): boolean;
}

/** Reads a `.dockerignore`: of the lines that fit a path, the last one decides. */
export function dockerIgnore(source: string): DockerIgnore {
  const rules = source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const takesBack = line.startsWith('!');
      const pattern = takesBack ? line.slice(1) : line;
      return { takesBack, pattern, fits: patternOf(pattern) };
    });
  return {
    leavesOut(path) {
      const decisive = rules.findLast(({ fits }) => fits.test(path));
      return decisive !== undefined && !decisive.takesBack;
    },
    takesBackBelow: (folder) =>
      rules.some(({ takesBack, pattern }) => takesBack && pattern.startsWith(`${folder}/`)),
  };
}

/** What a pattern names, and all that lies below it. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.replace(/^\/|\/$/g, '').split('/');
  const source = parts.map((part) => (part === '**' ? '**' : segmentOf(part))).join('/');
  return new RegExp(`^${source.replaceAll('**/', '(?:.*/)?').replaceAll('**', '.*')}(?:/|$)`);
}

const segmentOf = (part: string): string =>
  part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
