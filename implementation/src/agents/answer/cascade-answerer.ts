import type { Answerer, Answering } from '../agents.ts';

export interface CascadeOptions<Form> {
  readonly statistical: Form;
  readonly model: Form;
  /** From this confidence on the statistical form is enough, 0–1. Above 1: the model always. */
  readonly sureEnough: number;
}

/**
 * Cheap first: the model is asked only where the statistical form is not sure enough, and where it
 * fails the statistical draft stands for what it is worth.
 */
export function createCascadeAnswerer({
  statistical,
  model,
  sureEnough,
}: CascadeOptions<Answerer>): Answerer {
  return {
    async answer(input, call): Promise<Answering> {
      const { draft } = await statistical.answer(input, call);
      const isCovered = draft?.sureEnough ?? true;
      if (draft && isCovered && draft.confidence >= sureEnough) return { draft };
      const asked = await model.answer(input, call);
      return asked.model?.failure ? { ...asked, draft } : asked;
    },
  };
}
