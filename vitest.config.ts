import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['implementation', 'scripts', 'functions', 'stacks'].map(
      (top) => `${top}/**/*.test.ts`,
    ),
    globalSetup: 'implementation/src/testing/model-folder.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
