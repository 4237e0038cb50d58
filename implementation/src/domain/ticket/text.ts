import * as z from 'zod';

/** Texts longer than this many UTF-8 bytes live in the blob store; the event keeps a reference. */
export const inlineTextBytes = 32 * 1024;

/** A text too long for an event: where it is, how long it is, and how it begins. */
export const textReference = z.strictObject({
  blob: z.string(),
  /** UTF-8 bytes of the whole text. */
  bytes: z.int().nonnegative(),
  /** The first part of the text, for lists and for the agent. */
  preview: z.string(),
});
export type TextReference = z.infer<typeof textReference>;

export const text = z.union([z.string(), textReference]);
export type Text = z.infer<typeof text>;

/** What can be read of a text without opening the blob store. */
export const readable = (value: Text): string =>
  typeof value === 'string' ? value : value.preview;

/** Marks a field as personal data: erasure will encrypt it under the customer's key. */
export const personal = <Schema extends z.ZodType>(schema: Schema): Schema =>
  schema.meta({ personal: true }) as Schema;
