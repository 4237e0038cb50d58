import { relative } from 'node:path';
import type { EvaluatedVersion } from '../evaluate-company.ts';
import { figureLine } from '../report/terminal/comparison-text.ts';
import type { GateResult } from './gate.ts';

/** What the gate says: one line where all is well, else what fell and what to do about it. */
export function gateText(version: EvaluatedVersion, path: string, result: GateResult): string {
  const { comparison, fell } = result;
  const { questions, otherwise, before, turned } = comparison;
  const compared = `${questions.both} questions of the ${before.half} half, baseline as of ${before.at.slice(0, 10)}`;
  if (fell.length === 0) return `gate ${version}: passed (${compared})\n`;
  const lines = [
    `gate ${version}: ${fell.length} of ${comparison.figures.length} figures fell by more than chance would have it (${compared})`,
    ...otherwise.map((one) => `  not alike: ${one}`),
    ...fell.map((figure) => `  ${figureLine(figure)}`),
    ...told('right → wrong', turned.rightToWrong),
    ...told('abstained → wrong', turned.abstainedToWrong),
    ...told('right → abstained', turned.rightToAbstained),
    'to look deeper:',
    `  npm run -s supportmax -- eval --version ${version} --half ${before.half} --quick --verbose --baseline ${relative('', path)}`,
    'if it is meant, renew the baseline, in a commit that says why:',
    '  npm run -s supportmax -- eval --gate renew',
  ];
  return `${lines.join('\n')}\n`;
}

const told = (how: string, ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : [`  ${how}: ${ids.join(', ')}`];
