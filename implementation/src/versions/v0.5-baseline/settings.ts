import * as z from 'zod';

/** What a v0.5 desk can be told. Parsed once, where it is put together; unknown keys are refused. */
export const settings = z.strictObject({
  /** The folder with FAQs, policy and training data. */
  contentDirectory: z.string().min(1),
});
export type Settings = z.infer<typeof settings>;
