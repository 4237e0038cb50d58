/** What a site asks of robots, as RFC 9309 has it. */
export interface Robots {
  /** Whether a path, with its query, may be fetched. */
  allows(path: string): boolean;
  /** Addresses of sitemaps. */
  readonly sitemaps: readonly string[];
  /** How long to wait between two requests, in milliseconds; 0 where nothing is asked. */
  readonly delayMs: number;
}

interface Rule {
  readonly isAllowed: boolean;
  readonly pattern: string;
}

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  delayMs: number;
}

/** RFC 9309: at least 500 KiB are read. */
const readLength = 500 * 1024;
const longestDelayMs = 10_000;

export const allowsAll: Robots = { allows: () => true, sitemaps: [], delayMs: 0 };

/** A robots.txt as it is meant for the robot whose name begins with `agent`. */
export function parseRobots(source: string, agent: string): Robots {
  const groups: Group[] = [];
  const sitemaps: string[] = [];
  let isNaming = false;
  for (const line of source.slice(0, readLength).split(/\r\n|\n|\r/)) {
    const [, key = '', value = ''] =
      /^\s*([a-z-]+)\s*:\s*(.*?)\s*$/i.exec(withoutComment(line)) ?? [];
    const name = key.toLowerCase();
    if (name === 'sitemap') {
      sitemaps.push(value);
    } else if (name === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [], delayMs: 0 });
      groups.at(-1)?.agents.push(value.toLowerCase());
      isNaming = true;
    } else if (name === 'allow' || name === 'disallow' || name === 'crawl-delay') {
      isNaming = false;
      const group = groups.at(-1);
      if (group && name === 'crawl-delay') group.delayMs = delayOf(value);
      // An empty rule is none.
      else if (value !== '') group?.rules.push({ isAllowed: name === 'allow', pattern: value });
    }
  }
  const named = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const meant = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'));
  const rules = meant.flatMap((group) => group.rules);
  return {
    sitemaps,
    delayMs: meant.reduce((longest, { delayMs }) => Math.max(longest, delayMs), 0),
    allows: (path) => path === '/robots.txt' || isAllowed(rules, path),
  };
}

const withoutComment = (line: string): string => line.split('#', 1)[0] ?? '';

const delayOf = (value: string): number => {
  const delayMs = Number(value) * 1000;
  return delayMs > 0 ? Math.min(longestDelayMs, delayMs) : 0;
};

/** The longest pattern that fits decides; of two as long the one that allows. */
function isAllowed(rules: readonly Rule[], path: string): boolean {
  let best: Rule | null = null;
  for (const rule of rules) {
    const isBetter =
      best === null ||
      rule.pattern.length > best.pattern.length ||
      (rule.pattern.length === best.pattern.length && rule.isAllowed);
    if (isBetter && fits(rule.pattern, path)) best = rule;
  }
  return best?.isAllowed ?? true;
}

/** `*` stands for anything, `$` at the end for the end. Each part is looked for once. */
function fits(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const parts = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...others] = parts;
  if (!path.startsWith(first)) return false;
  if (others.length === 0) return !isWhole || path === first;
  const last = isWhole ? (others.pop() ?? '') : '';
  let at = first.length;
  for (const part of others) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}
