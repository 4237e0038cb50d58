import type { Answerer, Answering } from '../agents.ts';

export interface CascadeOptions<Form> {
  readonly statistical: Form;
  readonly model: Form;
  /**
   * From this confidence on the statistical form is enough, 0–1. Above 1: the model always, but for
   * what the customer chose.
   */
  readonly sureEnough: number;
}

/**
 * Cheap first: the model is asked only where the statistical form is not sure enough, and where it
 * fails the statistical draft stands for what it is worth. What a customer chose is quoted as it
 * stands. What to ask back with is the statistical form's to say: only its sureness is calibrated.
 */
export function createCascadeAnswerer({
  statistical,
  model,
  sureEnough,
}: CascadeOptions<Answerer>): Answerer {
  return {
    async answer(input, call): Promise<Answering> {
      const { draft, offer } = await statistical.answer(input, call);
      const isCovered = draft?.sureEnough ?? true;
      const isChosen = input.question.chosen !== undefined;
      if (draft && isCovered && (isChosen || draft.confidence >= sureEnough)) return { draft };
      const { draft: written, model: part } = await model.answer(input, call);
      const answering = { draft: part?.failure ? draft : written, ...(part && { model: part }) };
      return { ...answering, ...(offer && { offer }) };
    },
  };
}
