import type { Figures, Kind } from './figures.ts';

/** A floor and an aim for figures of the brain. */
export interface Goal {
  readonly what: string;
  /** Sections of the bench whose figure counts; of several the worst. */
  readonly sections: readonly string[];
  readonly key: string;
  readonly kind: Kind;
  readonly better: 'more' | 'less';
  readonly floor: number;
  readonly aim: number;
}

export type Verdict = 'aim met' | 'floor met' | 'missed' | 'not measured';

export interface JudgedGoal extends Goal {
  readonly measured: number | null;
  /** What the linear SVM of the same run has. */
  readonly mark: number | null;
  readonly verdict: Verdict;
}

const share = { kind: 'percent', better: 'more' } as const;
const score = { kind: 'score', better: 'more' } as const;
const less = { better: 'less' } as const;

export const goals: readonly Goal[] = [
  goal('BANKING77 dev, accuracy', 'banking77', 'accuracy', share, 0.91, 0.92),
  goal('CLINC150 dev, in-scope accuracy', 'clinc150', 'accuracy', share, 0.93, 0.94),
  goal('CLINC150 dev, AUROC', 'clinc150', 'auroc', score, 0.96, 0.97),
  goal('… out-of-scope recall at 5 % rejection', 'clinc150', 'outOfScopeRecall', share, 0.79, 0.87),
  goal('HWU64 fold 1, accuracy', 'hwu64', 'accuracy', share, 0.885, 0.9),
  goal('20 intents held out of BANKING77, AUROC', 'held-out', 'auroc', score, 0.85, 0.9),
  {
    what: 'calibration error, the worst of the dev sets',
    sections: ['banking77', 'clinc150', 'hwu64'],
    key: 'calibrationError',
    ...{ kind: 'score', better: 'less', floor: 0.05, aim: 0.02 },
  },
  goal('train BANKING77', 'banking77', 'trainMs', { ...less, kind: 'ms' }, 10_000, 3000),
  goal('… predict, p95', 'banking77', 'p95Micros', { ...less, kind: 'micros' }, 500, 200),
  goal('StackFAQ MRR@10, with titles', 'titles', 'mrr10', score, 0.88, 0.91),
  goal('… titles left out', 'no-titles', 'mrr10', score, 0.74, 0.78),
  goal('100,000 documents, index', 'large', 'indexMs', { ...less, kind: 'ms' }, 45_000, 12_000),
  goal('… query, p95', 'large', 'p95Micros', { ...less, kind: 'micros' }, 30_000, 8000),
  goal(
    '… peak memory',
    'large',
    'peakMiB',
    { ...less, kind: 'MiB' },
    1.4e9 / 2 ** 20,
    450e6 / 2 ** 20,
  ),
  goal(
    'index of 10,000 articles, loaded',
    'loading',
    'firstLoadMs',
    { ...less, kind: 'ms' },
    150,
    150,
  ),
  goal(
    'own evaluation, wrong at 60 % coverage',
    'desk',
    'wrongAt60Coverage',
    { ...less, kind: 'percent' },
    0.08,
    0.03,
  ),
];

function goal(
  what: string,
  section: string,
  key: string,
  { kind, better }: Pick<Goal, 'kind' | 'better'>,
  floor: number,
  aim: number,
): Goal {
  return { what, sections: [section], key, kind, better, floor, aim };
}

/** Figures by section and engine; undefined where nothing was measured. */
export type FiguresOf = (section: string, engine: string) => Figures | undefined;

export function judge(one: Goal, figuresOf: FiguresOf): JudgedGoal {
  const worst = (engine: string): number | null => {
    const values = one.sections.map((section) => figuresOf(section, engine)?.[one.key] ?? null);
    const numbers = values.filter((value) => value !== null);
    if (numbers.length < values.length) return null;
    return one.better === 'more' ? Math.min(...numbers) : Math.max(...numbers);
  };
  const measured = worst('ours');
  return { ...one, measured, mark: worst('linear SVM'), verdict: verdictOf(one, measured) };
}

function verdictOf({ better, floor, aim }: Goal, measured: number | null): Verdict {
  if (measured === null) return 'not measured';
  const reaches = (line: number) => (better === 'more' ? measured >= line : measured <= line);
  if (reaches(aim)) return 'aim met';
  return reaches(floor) ? 'floor met' : 'missed';
}
