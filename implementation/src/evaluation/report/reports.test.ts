import { describe, expect, test } from 'vitest';
import { skipsWithoutBrowser, startBrowser } from '#src/testing/web/browser.ts';
import { compare } from '../compare/compare.ts';
import { keptOutcome } from '../compare/kept-outcome.ts';
import type { Measurement } from '../compare/measurement.ts';
import type { Outcome } from '../evaluate-desk.ts';
import type { WholeReport } from '../evaluate-whole.ts';
import { percent } from '../figures.ts';
import { intentReport } from '../intents/intent-report.ts';
import { measure } from '../measure.ts';
import { htmlReport } from './html-report.ts';
import { terminalReport, wrongAnswers } from './terminal-report.ts';

const words = 'How do I descale a kettle?';

function outcome(at: number, verdict: Outcome['verdict'], expected: string | null): Outcome {
  const traits = at % 2 === 0 ? ['<typos>'] : [];
  const language = at % 3 === 0 ? 'de' : 'en';
  return {
    question: {
      ...{ id: `q${at}`, text: words, earlier: [], articleId: expected, traits, language },
      ...{ answers: expected === null ? [] : [expected], half: 'test' as const },
    },
    verdict,
    ...{ askedBack: false, offersAnswer: false },
    because: 'not_confident',
    articleId: verdict === 'right' ? expected : 'b',
    cited: verdict === 'right' && expected !== null ? [expected] : ['b'],
    confidence: (at % 10) / 10,
    rank: expected === null ? null : 1 + (at % 3),
    millis: 2,
  };
}

const verdicts = ['right', 'right', 'right', 'abstained', 'wrong'] as const;
const outcomes = Array.from({ length: 40 }, (_, at) =>
  at % 4 === 3
    ? outcome(at, 'abstained', null)
    : outcome(at, verdicts[at % 5] ?? 'right', at % 2 === 0 ? 'a' : 'c'),
);
const intents = intentReport([
  { id: '1', truth: 'billing', stated: 'refund' },
  { id: '2', truth: 'refund', stated: 'billing' },
  { id: '3', truth: 'refund', stated: 'refund' },
]);
const on: WholeReport['on'] = {
  company: '<b>"Ada" & Co</b>',
  version: 'v1',
  half: 'test',
  at: '2026-11-26T09:00:00.000Z',
  content: { articles: 3, hash: '0123456789abcdef' },
  agents: 'statistical',
  simulation: null,
};
const measurement = (some: readonly Outcome[]): Measurement => ({
  on,
  questions: some.map(keptOutcome),
  intents: null,
  scenarios: null,
  perResolution: null,
});
const worse = outcomes.map((one, at) =>
  one.verdict === 'right' && at % 2 === 0 ? { ...one, verdict: 'wrong' as const } : one,
);

function reportOn(some: readonly Outcome[]): WholeReport {
  const threshold = {
    from: 0.5,
    mostArticles: 1,
    wrongAnswers: null,
    calibrated: null,
    questions: 0,
  };
  const areaOf = (id: string) => `area ${id}`;
  const report = measure({ version: 'v1', half: 'test', threshold, outcomes: some, areaOf });
  const skipped = ['simulated conversations: --quick'];
  return { ...report, on, intents, simulation: null, skipped, comparison: null };
}

const whole = reportOn(worse);
/** Every other reply that is not wrong came after a question back. */
const asking = outcomes.map((one, at) =>
  one.verdict === 'wrong' || at % 2 === 0
    ? one
    : { ...one, askedBack: true, offersAnswer: one.verdict === 'right' },
);
const compared = { ...whole, comparison: compare(measurement(outcomes), measurement(worse)) };

describe('in the terminal', () => {
  test('shares say of what, and what was left out is told', () => {
    const text = terminalReport(whole);
    expect(text).toContain('40 questions of the test half');
    expect(text).toMatch(/right +\d+\.\d % of the questions with an answer/);
    expect(text).toContain('billing ↔ refund (1 →, 1 ←)');
    expect(text).toContain('left out  simulated conversations: --quick');
    expect(text).not.toContain('compared');
  });

  test('a comparison tells each figure with its interval, and who turned, by id alone', () => {
    const text = terminalReport(compared);
    expect(text).toMatch(/right, of those with an answer .* −\d+\.\d … −\d+\.\d {2}worse/);
    expect(text).toMatch(/recall@1 of the search .* 0\.0 … 0\.0 {2}no difference shown/);
    expect(text).toMatch(/right → wrong +\d+: q\d+/);
    expect(text).not.toContain(words);
  });

  test('asking back has figures of its own, and at once is told beside in the end', () => {
    const report = reportOn(asking);
    const text = terminalReport(report);
    const { rate, rateAtOnce } = report.automation;
    expect(rateAtOnce).toBeLessThan(rate);
    expect(text).toContain(`automation   ${percent(rate)} (${percent(rateAtOnce)} at once)`);
    const { askedBack, unanswerable } = report;
    expect(unanswerable.askedBack).toBe(10);
    expect(text).toContain(
      `${percent(askedBack.ofAll)} of all questions (${report.all.askedBack} of`,
    );
    expect(text).toContain('100.0 % of those that nothing answers (10 of 10)');
    expect(text).toContain(`(${askedBack.offersAnswer.count} of ${askedBack.offersAnswer.of})`);
    expect(text).toContain('a customer who reads chose the article that answers');
    expect(text).not.toContain('after a choice');
    const misread = asking.map((one) =>
      one.askedBack ? { ...one, verdict: 'wrong' as const } : one,
    );
    expect(terminalReport(reportOn(misread))).toMatch(/\d+ answered wrongly after a choice/);
    expect(terminalReport(whole)).toContain('asked back   nobody');
  });

  test('wrong answers are listed by id alone', () => {
    const listed = wrongAnswers(worse);
    expect(listed.match(/^q\d+/gm)).toHaveLength(whole.all.wrong);
    expect(listed).not.toContain(words);
  });
});

describe('the page', () => {
  test('needs nothing from elsewhere, no script, and escapes what it shows', () => {
    const page = htmlReport(compared);
    expect(page).not.toMatch(/(?:src|href)=|https?:|url\(|@import|<script/);
    expect(page).not.toContain('<b>"Ada"');
    expect(page).not.toContain('<typos>');
    expect(page).not.toContain(words);
    expect(page).not.toContain('NaN');
    expect(page).toContain('prefers-color-scheme:dark');
  });

  test('each plot has a title, a description and the table behind it', () => {
    const page = htmlReport(compared);
    const plots = page.match(/<svg [^>]*aria-labelledby="[^"]+"/g) ?? [];
    expect(plots.length).toBeGreaterThanOrEqual(7);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const plot of plots) {
      const named = /aria-labelledby="([^"]+)"/.exec(plot)?.[1]?.split(' ') ?? [];
      for (const id of named) expect(ids).toContain(id);
    }
    // Plots in one card share a table.
    expect(page.match(/<details>/g)).toHaveLength(6);
  });

  test('shows each group of drafts once, and the comparison only where there is one', () => {
    const page = htmlReport(whole);
    expect(page.match(/<circle class="dot"/g)).toHaveLength(whole.calibration.bins.length);
    expect(page).not.toContain('Better or worse');
    expect(htmlReport(compared)).toContain('class="interval worse"');
  });

  test('tells of asking back where the desk does', () => {
    const report = reportOn(asking);
    const page = htmlReport(report);
    expect(page).toContain('When it asks back');
    expect(page).toContain(`<td>${percent(report.automation.rateAtOnce)}</td>`);
    expect(page).toContain('a customer who reads chose the article');
    expect(htmlReport(whole)).not.toContain('When it asks back');
  });

  test('the dot of the desk is on the curve that it answers at once by', () => {
    // The surest half is answered at once, the others are asked back.
    const surest = outcomes.map((one, at) => {
      const rank = at / outcomes.length;
      const verdict = at % 5 === 4 ? ('wrong' as const) : ('right' as const);
      const askedBack = rank < 0.5;
      const cited = verdict === 'right' ? ['a'] : ['b'];
      const question = { ...one.question, articleId: 'a', answers: ['a'] };
      const drafted = { articleId: cited[0] ?? null, cited, confidence: rank };
      // Asked back, the right one is chosen whatever the draft was.
      const ended = askedBack ? ('right' as const) : verdict;
      return { ...one, question, ...drafted, verdict: ended, askedBack, offersAnswer: askedBack };
    });
    const page = htmlReport(reportOn(surest));
    const plot = /<svg[^>]*risk-coverage.*?<\/svg>/s.exec(page)?.[0] ?? '';
    const [, x, y] = /class="here" cx="([\d.]+)" cy="([\d.]+)"/.exec(plot) ?? [];
    const line = /class="line" d="([^"]+)"/.exec(plot)?.[1] ?? '';
    const points = [...line.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, px, py]) =>
      [px, py].map(Number),
    );
    const [, atX] = points.find(([px]) => Math.abs((px ?? 0) - Number(x)) < 1) ?? [];
    expect(plot).toContain('50.0 % answered at once, 20.0 % of these wrong');
    expect(Number(y)).toBeCloseTo(atX ?? Number.NaN, 0);
  });

  test('of no questions has no figure that is none', () => {
    expect(htmlReport(reportOn([]))).not.toMatch(/NaN|Infinity|undefined/);
    expect(terminalReport(reportOn([]))).not.toMatch(/NaN|Infinity|undefined/);
  });

  test.skipIf(skipsWithoutBrowser())('fits a phone, and asks nobody for anything', async () => {
    const browser = await startBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 340, height: 700 } });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent(htmlReport(compared));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(340);
      const outside = await page.evaluate(
        `[...document.querySelectorAll('svg text')].filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < 0 || box.right > innerWidth;
        }).length`,
      );
      expect(outside).toBe(0);
      expect(asked).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
