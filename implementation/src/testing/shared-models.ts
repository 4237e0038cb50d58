import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { ModelCache } from '#src/agents/model-cache.ts';

/**
 * What was trained by the test files of this run: training the sample company takes seconds, and
 * many of them need its agents without proving anything of their training.
 */
export function sharedModels(): ModelCache {
  const folder = inject('modelFolder');
  const pathOf = (name: string) => join(folder, name);
  return {
    read(name) {
      try {
        return readFileSync(pathOf(name));
      } catch {
        return null;
      }
    },
    write(name, bytes) {
      // Two workers may train the same at once: each writes its own whole file.
      const own = pathOf(`${name}.${process.pid}`);
      writeFileSync(own, bytes);
      renameSync(own, pathOf(name));
    },
  };
}
