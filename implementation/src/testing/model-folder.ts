import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the test files of one run keep the models that several of them need. */
    modelFolder: string;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'supportmax-models-'));

/** Vitest's global setup: a folder for this run alone, so that no model outlives the code it is of. */
export function setup(project: TestProject): void {
  project.provide('modelFolder', folder);
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
