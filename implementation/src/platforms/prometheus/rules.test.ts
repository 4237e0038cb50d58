import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { counters, histograms } from '#src/foundation/metrics.ts';
import { modelFailureReasons } from '#src/foundation/model-error.ts';
import { promtool, skipsWithoutPrometheus } from '#src/testing/prometheus-programs.ts';

const folder = fileURLToPath(new URL('../../../../functions/container/v0.5/', import.meta.url));
const rulesFile = join(folder, 'prometheus-rules.yaml');
const casesFile = join(folder, 'prometheus-rules.test.yaml');
const rules = readFileSync(rulesFile, 'utf8');

const names = [...rules.matchAll(/^ +- (?:alert|record): (\S+)$/gm)].map(([, name = '']) => name);

/** The rules without one of them. */
const without = (name: string): string => {
  const [before = '', after = ''] = rules.split(
    new RegExp(`^ +- (?:alert|record): ${name}\n`, 'm'),
  );
  const next = /^ +- (?:alert|record|name): /m.exec(after);
  return before + after.slice(next?.index ?? after.length);
};

describe('the rules for Prometheus', () => {
  it('use only what a desk counts, and only labels that it has', () => {
    const known = new Set([
      ...Object.keys(counters),
      ...Object.keys(histograms).flatMap((name) => [`${name}_bucket`, `${name}_count`]),
      'supportmax_model_cap_reached',
    ]);
    const used = [...rules.matchAll(/(?<!:)\bsupportmax_\w+(?=[{[)])/g)].map(([name]) => name);
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    const [, outcomes = ''] = /outcome!~"([^"]+)"/.exec(rules) ?? [];
    const reasons: readonly string[] = ['ok', ...modelFailureReasons];
    expect(outcomes.split('|').filter((outcome) => !reasons.includes(outcome))).toEqual([]);
  });

  it('name every alert that is asked for', () => {
    const alerts = ['Down', 'Errors', 'Abstains', 'Slow', 'ModelFailing', 'ModelCapReached'];
    expect(names).toEqual(expect.arrayContaining(alerts.map((name) => `SupportMax${name}`)));
  });

  describe.skipIf(skipsWithoutPrometheus())('for promtool', () => {
    it('are sound, fire when they have reason to, and are quiet otherwise', () => {
      expect(promtool(['check', 'rules', rulesFile])).toMatchObject({ code: 0 });
      expect(promtool(['test', 'rules', casesFile])).toMatchObject({ code: 0 });
    });

    it.each(names)('have a case that misses %s', (name) => {
      const copy = mkdtempSync(join(tmpdir(), 'supportmax-rules-'));
      try {
        cpSync(casesFile, join(copy, 'cases.yaml'));
        writeFileSync(join(copy, 'prometheus-rules.yaml'), without(name));
        expect(promtool(['check', 'rules', join(copy, 'prometheus-rules.yaml')]).code).toBe(0);
        expect(promtool(['test', 'rules', join(copy, 'cases.yaml')]).code).toBe(1);
      } finally {
        rmSync(copy, { recursive: true });
      }
    });
  });
});
