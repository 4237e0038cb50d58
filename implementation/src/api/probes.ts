import * as z from 'zod';

/** Probes append what they like, against caches for instance. */
export const probeQuery = z.looseObject({});

export const probeStatus = z.strictObject({
  status: z.literal('ok').describe('It is well; otherwise there is a problem instead.'),
  version: z.string().describe('The version of the desk that runs.'),
});
