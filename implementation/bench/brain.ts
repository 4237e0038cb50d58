/**
 * The brain beside other libraries, and what it has to reach: `npm run bench:brain`. Every engine is
 * measured in the same run, on the same data, in a process of its own.
 */
import { loadavg } from 'node:os';
import { UsageError } from '#src/cli/command.ts';
import { type MeasuredRow, renderGoals, renderSection } from './brain/brain-report.ts';
import type { Figures, Outcome } from './brain/figures.ts';
import { goals, judge } from './brain/goals.ts';
import { intentEngines, searchEngines } from './brain/job.ts';
import { type BrainOptions, readOptions, usage } from './brain/options.ts';
import { installPeers, peersProblem, pinnedPeers } from './brain/peers.ts';
import { planBench, type Section } from './brain/plan.ts';
import { runJob } from './brain/run-job.ts';

const load = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;
const progress = (line: string): void => void process.stderr.write(`${line}\n`);

function peersMissing({ peers }: BrainOptions): string | null {
  if (peers === 'none') return 'left out';
  return peers === 'install' ? installPeers() : peersProblem();
}

async function measureSection(section: Section, timeLimitMs: number): Promise<MeasuredRow[]> {
  const rows: MeasuredRow[] = [];
  for (const job of section.jobs) {
    const { engine } = job;
    progress(`${section.title}: ${engine}`);
    const tell = (line: string) => progress(`  ${engine}: ${line}`);
    rows.push({ engine, outcome: await runJob(job, { timeLimitMs, progress: tell }) });
  }
  return rows;
}

function describeEngines(sections: readonly Section[]): string {
  const pins = pinnedPeers();
  const asked = new Set(sections.flatMap(({ jobs }) => jobs.map(({ engine }) => engine)));
  const engines = [...searchEngines, ...intentEngines].filter(
    ({ name }) => asked.has(name) && name !== 'ours',
  );
  const lines = engines.map(({ name, setting, packageName }) => {
    const version = packageName === null ? '' : ` ${packageName} ${pins[packageName]}:`;
    return `  ${name}:${version} ${setting}\n`;
  });
  return lines.length === 0 ? '' : `\n×: ours divided by the peer’s. Settings:\n${lines.join('')}`;
}

async function bench(options: BrainOptions): Promise<void> {
  const write = (text: string) => void (options.json || process.stdout.write(text));
  const before = load();
  const { sections, skipped } = planBench(options, peersMissing(options));
  for (const line of skipped) write(`skipped ${line}\n`);
  const measured = new Map<string, readonly MeasuredRow[]>();
  for (const section of sections) {
    const rows = await measureSection(section, options.timeLimitMs);
    measured.set(section.id, rows);
    write(renderSection(section.title, section.columns, rows));
  }
  const figuresOf = (section: string, engine: string): Figures | undefined => {
    const outcome = measured.get(section)?.find((row) => row.engine === engine)?.outcome;
    return outcome && 'figures' in outcome ? outcome.figures : undefined;
  };
  const judged = goals.map((goal) => judge(goal, figuresOf));
  const atEnd = load();
  write(renderGoals(judged));
  write(describeEngines(sections));
  write(`\nload ${before} at the beginning, ${atEnd} at the end\n`);
  if (!options.json) return;
  const outcomes = (rows: readonly MeasuredRow[]): Record<string, Outcome> =>
    Object.fromEntries(rows.map(({ engine, outcome }) => [engine, outcome]));
  const sectionsById = [...measured].map(([id, rows]) => [id, outcomes(rows)] as const);
  const document = {
    goals: judged,
    sections: Object.fromEntries(sectionsById),
    skipped,
    load: { before, after: atEnd },
  };
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

try {
  await bench(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}\n`);
  process.exitCode = 2;
}
