import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { projectRoot } from '../house-rules/source-file.ts';

const rowSchema = z.strictObject({
  id: z.string().regex(/^v\d+(\.\d+)?\.[a-z0-9-]+$/),
  mustWork: z.string().min(1),
  /** What took this row's place, where something better did. Rows are never dropped. */
  replacedBy: z.string().min(1).optional(),
});

const registerSchema = z.array(
  z.strictObject({ version: z.string().min(1), rows: z.array(rowSchema).min(1) }),
);

export type RegisterRow = z.infer<typeof rowSchema>;
export type Register = z.infer<typeof registerSchema>;

/** docs/requirements.json: every row of every version. Throws when a row is malformed or doubled. */
export function readRegister(): Register {
  const path = join(projectRoot, 'docs/requirements.json');
  const register = registerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const ids = register.flatMap(({ rows }) => rows.map(({ id }) => id));
  const doubled = ids.find((id, index) => ids.indexOf(id) !== index);
  if (doubled) throw new Error(`docs/requirements.json has the row ${doubled} twice`);
  return register;
}
