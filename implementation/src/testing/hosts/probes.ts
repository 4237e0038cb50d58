import * as z from 'zod';
import { type DeskFunction, defineFunction } from '#src/functions/define-function.ts';
import { blob, feed, http, queue, schedule, type TriggerKind } from '#src/functions/trigger.ts';
import type { Carried } from '#src/hosts/carried.ts';
import type { Item } from './host-under-test.ts';

const bare = { needs: {}, timeoutMs: 10_000 };
const success = { status: 200, description: 'Nothing.' };

/** A function of each kind that needs nothing and does nothing: it is only called. */
export const probes: Readonly<Record<TriggerKind, DeskFunction>> = {
  http: defineFunction(
    {
      ...bare,
      name: 'probe-http',
      trigger: http({ method: 'GET', path: '/v1/probe', summary: 'Nothing.', success }),
    },
    async () => Response.json({}),
  ),
  queue: defineFunction(
    { ...bare, name: 'probe-queue', trigger: queue('journeyQueue') },
    async () => {},
  ),
  feed: defineFunction({ ...bare, name: 'probe-feed', trigger: feed('eventLog') }, async () => {}),
  schedule: defineFunction(
    { ...bare, name: 'probe-schedule', trigger: schedule(5) },
    async () => {},
  ),
  blob: defineFunction(
    {
      ...bare,
      name: 'probe-blob',
      trigger: blob('incomingFiles'),
      input: z.strictObject({ key: z.string() }),
    },
    async () => {},
  ),
  step: defineFunction(
    {
      ...bare,
      name: 'probe-step',
      trigger: { kind: 'step', step: 'probe', outcomes: ['done'] },
    },
    async () => {},
  ),
};

/** Who calls, with a name that no header and no path can hold as it is. */
export const caller: Omit<Carried, 'deadline'> = {
  tenant: 'grün & co/2',
  requestId: 'request-7',
  traceId: '5759e988bd862e3fe1be46a994272793',
};

/** What sets the probe of a kind off. */
export const probeItems: Readonly<Record<Exclude<TriggerKind, 'http'>, Item>> = {
  queue: { kind: 'queue', id: 'message-7', body: {} },
  feed: { kind: 'feed', tenant: caller.tenant, subject: 'ticket-1' },
  schedule: { kind: 'schedule' },
  blob: { kind: 'blob', tenant: caller.tenant, name: 'rows.jsonl' },
  step: { kind: 'step', state: { ticketId: 'ticket-1' } },
};

/** Probes are asked for by somebody whose gateway knows the tenant; the desk has one so far. */
export const tenantClaimOf = ({ name }: DeskFunction): string | null =>
  name.startsWith('probe-') ? 'org' : null;
