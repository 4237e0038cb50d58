import { describe, expect, test } from 'vitest';
import { dockerIgnore } from './docker-ignore.ts';
import { execForm, flagsOf, pairsOf, stagesOf } from './dockerfile.ts';
import { plainYaml } from './plain-yaml.ts';

describe('a Dockerfile', () => {
  test('is read in stages, with lines joined and arguments filled in', () => {
    const source = `# a comment
ARG TAG=1.2
ARG IMAGE=node:\${TAG}-slim
FROM \${IMAGE} AS build
RUN one \\
    # between
    two

FROM scratch
COPY --from=build /a/ /b/
`;
    expect(stagesOf(source)).toEqual([
      {
        base: 'node:1.2-slim',
        name: 'build',
        instructions: [{ name: 'RUN', text: 'one two', line: 5 }],
      },
      {
        base: 'scratch',
        name: '1',
        instructions: [{ name: 'COPY', text: '--from=build /a/ /b/', line: 10 }],
      },
    ]);
    expect(() => stagesOf(`FROM \${NONE}\n`)).toThrow('NONE');
    expect(() => stagesOf('RUN x\n')).toThrow('before the first FROM');
    expect(() => stagesOf('FROM scratch\nRUN x \\\n')).toThrow('no end');
  });

  test('names pairs, flags and words', () => {
    expect([...pairsOf('A=1 B="two words" C=x=y')]).toEqual([
      ['A', '1'],
      ['B', 'two words'],
      ['C', 'x=y'],
    ]);
    const { flags, words } = flagsOf('--from=build --chown=1:1 a b');
    expect([[...flags], words]).toEqual([
      [
        ['from', 'build'],
        ['chown', '1:1'],
      ],
      ['a', 'b'],
    ]);
    expect(execForm('["a", "b c"]')).toEqual(['a', 'b c']);
    expect(() => execForm('a b')).toThrow('exec form');
  });
});

test('a .dockerignore leaves out what its last fitting line says', () => {
  const ignore = dockerIgnore('# x\n*\n!kept\n!a/b\n**/*.test.ts\nkept/*/secret\n');
  const left = ['other', 'a', 'a/c.ts', 'kept/x.test.ts', 'a/b/c/x.test.ts', 'kept/x/secret/y'];
  expect(left.filter((path) => !ignore.leavesOut(path))).toEqual([]);
  const taken = ['kept', 'kept/x.ts', 'a/b', 'a/b/c.ts', 'kept/x/secrets', 'kept/secret'];
  expect(taken.filter((path) => ignore.leavesOut(path))).toEqual([]);
  expect(['a', 'other', 'a/c'].map((path) => ignore.takesBackBelow(path))).toEqual([
    true,
    false,
    false,
  ]);
});

describe('plain YAML', () => {
  test('is read as maps, lists and texts', () => {
    const source = `# a comment
name: one
services:
  desk:
    cap_drop:
      - ALL
    ports:
      - "127.0.0.1:\${PORT:-1}:2"
    configs:
      - source: desk
        target: /etc/x.json
    read_only: true
`;
    expect(plainYaml(source)).toEqual({
      name: 'one',
      services: {
        desk: {
          cap_drop: ['ALL'],
          ports: [`127.0.0.1:\${PORT:-1}:2`],
          configs: [{ source: 'desk', target: '/etc/x.json' }],
          read_only: 'true',
        },
      },
    });
  });

  const refused: [string, string][] = [
    ['a: 1\na: 2', 'twice'],
    ['a: [1]', 'not plain'],
    ['a: &b 1', 'not plain'],
    ['a: one # note', 'not plain'],
    ['a: one\n  b: two', 'both'],
    ['  a: 1\nb: 2', 'not as deep'],
    ['- a\nb: 1', 'no item'],
    ['just words', 'no key'],
  ];
  test.each(refused)('but %j is not', (source, reason) => {
    expect(() => plainYaml(source)).toThrow(reason);
  });
});
