import { callOf } from '#src/agents/agents.ts';
import { groupItems } from '#src/algorithms/grouping/group-items.ts';
import { seededRandom } from '#src/algorithms/seeded-random.ts';
import { hashText } from '#src/algorithms/text/hash.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { createTopicTerms } from '#src/functions/knowledge-gaps/topic-terms.ts';
import { findGaps } from '#src/knowledge/gaps/find-gaps.ts';
import { sqlDrivers } from '#src/testing/api/sql-desk.ts';
import { openTestPglite } from '#src/testing/sql-databases.ts';
import { inMemoryDrivers, loadSample } from './desk-fixture.ts';
import { askForGaps } from './gaps-request.ts';
import { groupingMeasures, type Labelled, mean } from './grouping-measures.ts';
import { heading, report } from './statistics.ts';

/** Which articles are taken out: halves by their names, other ones than the settings were chosen on. */
const halves = [11, 12, 13, 14, 15];
const scale = 10_000;
const onPglite = 2_000;

const topicTerms = createTopicTerms();
const sample = await loadSample();

/**
 * Questions of training whose articles are taken out: those of an article are one group; those that
 * no article answers belong to none.
 */
async function measureGroups(): Promise<void> {
  const { questions } = sample.content.training;
  const labelled: Labelled[] = [];
  const call = callOf(createContext({ tenant: 'default', requestId: 'bench' }));
  for (const [at, { text, articleId }] of questions.entries()) {
    // As a ticket knows it: what the desk took the question for.
    const { intent } = await sample.agents.classifier.classify({ text, previous: null }, call);
    labelled.push({ id: `q${at}`, text, group: articleId, intent });
  }
  const measured = halves.map((seed) => {
    const asked = labelled.filter(({ group }) => group === null || hashText(group, seed) % 2 === 0);
    const items = asked.map(({ id, text, intent }) => ({
      id,
      terms: topicTerms(text),
      label: intent,
    }));
    return groupingMeasures(groupItems(items), asked);
  });
  heading(`Groups of 3 and more, half of the articles taken out, mean of ${halves.length} halves`);
  const told = (pick: (one: (typeof measured)[number]) => number) => mean(measured.map(pick));
  report(
    'questions; of these of no article',
    `${told((one) => one.questions).toFixed(0)}; ${told((one) => one.noise).toFixed(0)}`,
  );
  report(
    'groups found; articles taken out',
    `${told((one) => one.groups).toFixed(0)}; ${told((one) => one.labels).toFixed(0)}`,
  );
  report(
    'purity: questions of the article that most of a group are of',
    percent(told((one) => one.purity)),
  );
  report(
    'adjusted Rand index, single questions included',
    told((one) => one.adjustedRand).toFixed(3),
  );
  report('questions of articles that are in a group', percent(told((one) => one.grouped)));
  report('questions of no article that are in a group', percent(told((one) => one.groupedNoise)));
}

/** So many questions, no two alike: those of training with some of their words left out. */
function manyQuestions(count: number): string[] {
  const random = seededRandom(5);
  const seen = new Set<string>();
  while (seen.size < count) {
    const words = (sample.questions[random(sample.questions.length)] ?? '').split(' ');
    const dropped = random(Math.min(4, words.length - 1) || 1);
    for (let one = 0; one < dropped; one += 1) words.splice(random(words.length), 1);
    seen.add(words.join(' '));
  }
  return [...seen];
}

async function measureGrouping(): Promise<void> {
  const texts = manyQuestions(scale);
  const questions = texts.map((text, at) => {
    return { id: `q${at}`, ticketId: `t${at}`, text, askedAt: at, intent: null, replies: [] };
  });
  heading(`${scale} questions without an answer, no two alike`);
  const began = performance.now();
  const gaps = findGaps(questions, topicTerms);
  report('grouped and named', seconds(performance.now() - began), `${gaps.length} groups`);
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

await measureGroups();
await measureGrouping();
const inMemory = await askForGaps(sample, manyQuestions(scale), inMemoryDrivers());
report(`GET /v1/knowledge/gaps, ${scale} tickets, in memory`, seconds(inMemory.ms), inMemory.page);
const database = await openTestPglite();
const drivers = { ...inMemoryDrivers(), ...sqlDrivers(database.client) };
const pglite = await askForGaps(sample, manyQuestions(onPglite), drivers);
await database.dispose();
report(`GET /v1/knowledge/gaps, ${onPglite} tickets, PGlite`, seconds(pglite.ms), pglite.page);
