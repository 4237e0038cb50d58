import * as z from 'zod';

/** What a v1 desk can be told. Parsed once, where it is put together; unknown keys are refused. */
export const settings = z.strictObject({
  /** The folder with articles, policy and training data. */
  contentDirectory: z.string().min(1),
  /** The folder that this desk owns. */
  dataDirectory: z.string().min(1),
  /** A PostgreSQL server instead of the embedded one. A secret: it holds a password. */
  databaseUrl: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
});
export type Settings = z.infer<typeof settings>;
