import * as z from 'zod';
import type { Secret } from './secret.ts';
import { must } from './setting-types.ts';

/** Where a secret lies. The configuration itself holds none: it is copied, shown and versioned. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** Fetches a secret. What is wrong with it is told, and never the secret. */
export type ReadSecret = (
  reference: SecretReference,
) => { readonly secret: Secret } | { readonly problem: string };

/** For a configuration that may hold no secrets, such as the defaults. */
export const noSecrets: ReadSecret = () => ({ problem: 'cannot be read here' });

const either = '{ "env": "NAME_OF_A_VARIABLE" } or { "file": "/path/of/a/file" }';

/** A variable or a file, by name; gives the secret that is in it. */
export function secretReference(readSecret: ReadSecret) {
  const variable = must('the name of an environment variable: letters, digits and _');
  const path = must('the path of a file');
  return z
    .strictObject(
      {
        env: z
          .string(variable)
          .regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, variable)
          .optional(),
        file: z
          .string(path)
          .regex(/^[^\0]{1,4096}$/, path)
          .optional(),
      },
      {
        error: ({ code, input }) => {
          if (code === 'unrecognized_keys') return undefined;
          if (typeof input !== 'string') return `must be ${either}`;
          return `holds a text, and no secret may stand in the configuration; put it into a variable or a file and name that: ${either}`;
        },
      },
    )
    .transform(({ env, file }, context) => {
      const refuse = (message: string, ...path: string[]) => {
        context.addIssue({ code: 'custom', message, path });
        return z.NEVER;
      };
      if (env !== undefined && file !== undefined) {
        return refuse('names both a variable and a file; keep one of them');
      }
      if (env === undefined && file === undefined) return refuse(`must be ${either}`);
      const result = readSecret(env !== undefined ? { env } : { file: file ?? '' });
      if ('secret' in result) return result.secret;
      return refuse(result.problem, env !== undefined ? 'env' : 'file');
    });
}
