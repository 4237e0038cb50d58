import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** JSON Lines of these rows. */
export const jsonLines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const topics = ['Kettle descaling', 'Toaster crumbs', 'Fridge door alarm', 'Oven light bulb'];
const idOf = (index: number) => `topic-${index}`;

/** For tests: the files of a company that knows four things, and is trained in a moment. */
export const kitchenFiles: Readonly<Record<string, string>> = {
  'policy.json': JSON.stringify({
    company: 'Kitchen',
    languages: ['en'],
    hours: { timeZone: 'UTC', days: {} },
    minimumConfidence: 0.3,
    intents: { greeting: [], thanks: [], personRequest: [], sensitive: [] },
    nextSteps: {},
  }),
  'articles/.keep': '',
  'faqs.jsonl': jsonLines(
    topics.map((title, index) => ({
      id: idOf(index),
      title,
      text: `${title} is easy. Read the label about ${title.toLowerCase()} first.`,
      area: 'kitchen',
      language: 'en',
      updated: '2026-01-01',
    })),
  ),
  'training/questions.jsonl': jsonLines([
    ...topics.flatMap((title, index) => [
      { question: `How does ${title.toLowerCase()} work?`, articleId: idOf(index) },
      { question: `Please explain ${title.toLowerCase()}`, articleId: idOf(index) },
    ]),
    ...['Who is king of France?', 'What rhymes with orange?', 'Do fish sleep at night?'].map(
      (question) => ({ question, articleId: null }),
    ),
  ]),
  'evaluation/questions.jsonl': jsonLines([
    { id: 'q1', question: 'I wonder about kettle descaling', topic: 'topic-0' },
    { id: 'q2', question: 'toaster crumbs everywhere', topic: 'topic-1' },
    { id: 'q3', question: 'Is the moon made of cheese?', topic: null, about: 'moon' },
    { id: 'q4', question: '???', topic: null },
    // Answered, but from another article than the one that is expected.
    { id: 'q5', question: 'How does oven light bulb work?', topic: 'topic-2' },
  ]),
};

/** An article about something else, with more in its front matter as told. */
export function kitchenArticle(id: string, title: string, text: string, more = {}): string {
  const head = { kind: 'how-to', area: 'kitchen', audience: 'everyone', language: 'en' };
  const matter = Object.entries({ id, title, ...head, updated: '2026-01-01', ...more });
  return `---\n${matter.map(([name, value]) => `${name}: ${value}`).join('\n')}\n---\n${text}\n`;
}

/** The company's folder, on the disk. */
export class KitchenFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'company-'));

  async put(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.path, file)), { recursive: true });
      await writeFile(join(this.path, file), text);
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
