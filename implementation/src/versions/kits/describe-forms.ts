import type { DeskSettings } from './settings/desk-settings.ts';

/** Which forms the agents have and by which model, in words, for whoever starts the desk. */
export function describeForms({ brain, model, spending }: DeskSettings): string {
  if (!model || (brain.classify === 'statistical' && brain.answer === 'statistical')) {
    return 'agents in statistical form (no key needed)';
  }
  const cap = spending.dailyCapUsd;
  const limit = cap === null ? 'no limit on what it costs' : `at most $${cap} a day`;
  return `classify: ${brain.classify}, answer: ${brain.answer}, by ${model.name} of ${model.provider}, ${limit}`;
}
