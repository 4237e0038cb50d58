import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { projectRoot } from './source-file.ts';

const content = join(projectRoot, 'implementation/content');
const companies = readdirSync(content).filter((name) =>
  existsSync(join(content, name, 'policy.json')),
);
const copies = mkdtempSync(join(tmpdir(), 'supportmax-content-'));
afterAll(() => rmSync(copies, { recursive: true, force: true }));

/** The statics look for names; this looks at what really was read, however it was found. */
test.each(companies)(
  '%s: all that trains and indexes is the same without the evaluation',
  async (company) => {
    const [original, copy] = [join(content, company), join(copies, company)];
    cpSync(original, copy, { recursive: true });
    rmSync(join(copy, 'evaluation'), { recursive: true });
    const loaded = await loadContent(original);
    expect(loaded.articles.length).toBeGreaterThan(0);
    expect(await loadContent(copy)).toEqual(loaded);
  },
);
