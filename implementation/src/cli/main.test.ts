import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';

// Each look is a process of its own, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 60_000 });

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function supportmax(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...argv], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('supportmax', () => {
  it('lists its commands on stderr and exits 2 when it is given none that it knows', () => {
    for (const argv of [[], ['clasify']]) {
      const { status, stdout, stderr } = supportmax(...argv);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('classify');
    }
    expect(supportmax('clasify').stderr).toContain('unknown command "clasify"');
  });

  it('prints help on stdout', () => {
    expect(supportmax('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(supportmax('retrieve', '--help').stdout).toContain('--queries FILE');
  });

  it('exits 2 with the usage for arguments it does not understand', () => {
    const { status, stdout, stderr } = supportmax('classify', '--train', 'a.csv');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--test is missing');
    expect(stderr).toContain('supportmax classify --train');
  });

  it('prints one JSON document for these as well, if asked', () => {
    const misuses: [argv: string[], message: RegExp][] = [
      [['--json'], /^no command is given$/],
      [['clasify', '--json'], /^unknown command "clasify"$/],
      [['classify', '--train', 'a.csv', '--json'], /^--test is missing$/],
      [['retrieve', '--json', '--nonsense'], /--nonsense/],
      [['ask', '--json'], /^ask takes one question/],
      [['ask', 'Hello', '--data', '', '--json'], /^--data is empty$/],
      [['import', '--json'], /^import takes at least one/],
      [['eval', '--version', 'v9', '--json'], /^there is no version "v9"; there are v0.5, v1$/],
    ];
    for (const [argv, message] of misuses) {
      const { status, stdout, stderr } = supportmax(...argv);
      expect([argv, status]).toEqual([argv, 2]);
      expect(JSON.parse(stdout)).toEqual({
        error: { code: 'invalid_argument', message: expect.stringMatching(message) },
      });
      expect(stderr).toMatch(/\n\nsupportmax /);
    }
  });

  it('exits 1 with one clear line, and one JSON document if asked', () => {
    const { status, stdout, stderr } = supportmax('classify', '--train', 'none', '--test', 'none');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('not_found: cannot read none: no such file\n');
    const json = supportmax('retrieve', '--docs', 'none', '--queries', 'none', '--json');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toEqual({
      error: { code: 'not_found', message: 'cannot read none: no such file' },
    });
  });
});
