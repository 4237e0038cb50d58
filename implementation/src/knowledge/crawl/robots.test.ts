import { expect, test } from 'vitest';
import { parseRobots } from './robots.ts';

const allowed = (source: string, paths: readonly string[]) => {
  const { allows } = parseRobots(source, 'SupportMax');
  return paths.filter(allows);
};

test('the group that names the robot counts, else that of all; several are one', () => {
  const source =
    'User-agent: *\nDisallow: /all\n\nuser-agent: supportmax\nUser-Agent: other\nDisallow: /mine # why\nCrawl-delay: 2\n\nUser-agent: SupportMax\nDisallow: /too\nSitemap: http://a.test/s.xml\n';
  expect(allowed(source, ['/all', '/mine', '/mine/x', '/too'])).toEqual(['/all']);
  const { delayMs, sitemaps } = parseRobots(source, 'SupportMax');
  expect([delayMs, sitemaps]).toEqual([2000, ['http://a.test/s.xml']]);
  expect(parseRobots(source, 'somebody').allows('/all/x')).toBe(false);
  expect(parseRobots('Disallow: /x', 'SupportMax').allows('/x')).toBe(true);
});

test('the longest rule decides, and of two as long the one that allows', () => {
  const rules =
    'User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nDisallow: /p\nAllow: /p\n';
  expect(allowed(rules, ['/', '/a', '/a/b', '/a/b/c', '/p'])).toEqual(['/', '/a/b', '/p']);
  expect(allowed('User-agent: *\nDisallow: /\n', ['/', '/x', '/robots.txt'])).toEqual([
    '/robots.txt',
  ]);
  expect(allowed('User-agent: *\nDisallow:\n', ['/', '/x'])).toEqual(['/', '/x']);
});

test('a star stands for anything, a dollar for the end', () => {
  const rules = 'User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=\nDisallow: /x$\n';
  const paths = ['/a.pdf', '/a.pdf?b', '/a?print=1', '/x', '/xy', '/.pdf'];
  expect(allowed(rules, paths)).toEqual(['/a.pdf?b', '/xy']);
});

test.each(['*'.repeat(100_000), 'a*'.repeat(50_000), `${'*a'.repeat(50_000)}$`])(
  'a rule of many stars is read',
  (pattern) => {
    const { allows } = parseRobots(`User-agent: *\nDisallow: /${pattern}`, 'SupportMax');
    expect(allows(`/${'a'.repeat(100_000)}`)).toBeTypeOf('boolean');
  },
);
