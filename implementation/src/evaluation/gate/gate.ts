import { join } from 'node:path';
import { readBaseline, saveBaseline } from '../compare/baseline-file.ts';
import { type Comparison, compare } from '../compare/compare.ts';
import type { ComparedFigure } from '../compare/compare-figures.ts';
import type { Measurement } from '../compare/measurement.ts';
import {
  type CompanyToEvaluate,
  contentOfVersion,
  type EvaluatedVersion,
} from '../evaluate-company.ts';
import { evaluateWhole } from '../evaluate-whole.ts';
import { clockAt } from '../evaluation-clock.ts';

/**
 * The calibration half, offline, and only what takes no more than a few seconds: whatever is changed
 * has to pass here, so the test half stays out of it.
 */
const half = 'calibration';
const left = 'the gate looks at answers alone';

export interface GateResult {
  readonly comparison: Comparison;
  readonly now: Measurement;
  /** Figures that are worse than the baseline by more than chance would have it. */
  readonly fell: readonly ComparedFigure[];
}

export type GatedCompany = Pick<
  CompanyToEvaluate,
  'directory' | 'content' | 'version' | 'clock' | 'inForms' | 'models'
>;

/** Where a company keeps what its desk has to come up to. */
export const gateFile = (directory: string, version: EvaluatedVersion): string =>
  join(directory, 'evaluation', `gate-${version}.json`);

/**
 * Measures what the gate looks at and holds it against the committed baseline. It is asked at the
 * moment of the baseline: that an article has run out since is no fall of the desk.
 * @throws SupportError `not_found` without a baseline, and as `compare` and `evaluateCompany`.
 */
export async function checkGate(company: GatedCompany): Promise<GateResult> {
  const { directory, version, clock } = company;
  const before = await readBaseline(gateFile(directory, version));
  const then = clockAt(clock, Date.parse(before.on.at));
  const now = await measured({ ...company, clock: then });
  const comparison = compare(before, now);
  return { comparison, now, fell: comparison.figures.filter(({ verdict }) => verdict === 'worse') };
}

/** Makes what is measured now the baseline. Throws as {@link checkGate}. */
export async function renewGate(company: GatedCompany): Promise<string> {
  const path = gateFile(company.directory, company.version);
  await saveBaseline(path, await measured(company));
  return path;
}

async function measured(company: GatedCompany): Promise<Measurement> {
  const content = contentOfVersion(company.version, company.content);
  const parts = { intents: left, simulation: left };
  const whole = { ...company, content, half, parts, agents: 'statistical' } as const;
  return (await evaluateWhole(whole)).measurement;
}
