/** A vitest reporter that leaves counts, and the reason of each skipped test, for scripts/test.mjs. */
import { writeFileSync } from 'node:fs';

/** How `verifies()` writes the requirement that a test proves into its title. */
const citation = /\[(v\d+(?:\.\d+)?\.[a-z0-9-]+): (?:real part|protocol|static check)\]/g;

function describeSkip(module, test) {
  const { note } = test.result();
  const reason =
    note ?? (test.options.mode === 'todo' ? 'to be written' : 'its condition is not met');
  const cites = [...test.fullName.matchAll(citation)].map(([, row]) => row);
  return { name: `${module.relativeModuleId} > ${test.fullName}`, reason, cites };
}

// Vitest takes a reporter by its default export.
export default class ResultsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const results = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      // A file that does not load, or a suite whose hook fails, has errors but maybe no failed test.
      let errors = module.errors().length;
      for (const suite of module.children.allSuites()) errors += suite.errors().length;
      results.failed += errors;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') results.passed += 1;
        else if (state === 'failed') results.failed += 1;
        else results.skipped.push(describeSkip(module, test));
      }
    }
    writeFileSync(process.env.TEST_RESULTS_FILE, JSON.stringify(results));
  }
}
