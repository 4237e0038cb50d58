import * as z from 'zod';
import { toUsd } from '#src/foundation/money.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { DaySpending } from '#src/ports/spend-ledger/driver.ts';
import { utcDayOf } from '#src/ports/spend-ledger/spend-ledger.ts';
import type { DeskFor } from '../parts.ts';

const count = z.int().nonnegative();
const usd = z.number().nonnegative();
const day = z.iso.date();

const dayOfSpending = z.strictObject({
  day: day.meta({ description: 'A day in UTC.' }),
  calls: count.meta({ description: 'Calls of models that were sent.' }),
  inputTokens: count.meta({ description: 'Tokens that models read.' }),
  outputTokens: count.meta({ description: 'Tokens that models wrote.' }),
  costUsd: usd.meta({ description: 'What was reported and is paid, US dollars.' }),
  unsureUsd: usd.meta({
    description:
      'What may be billed beyond that, at most: calls that were cut off tell no usage. It counts against the limit.',
  }),
  reservedUsd: usd.meta({ description: 'Held for calls that are under way.' }),
});

export const spendingResource = z.strictObject({
  dailyCapUsd: usd
    .nullable()
    .meta({ description: 'The limit of a UTC day; null where there is none, or no model.' }),
  leftTodayUsd: usd.nullable().meta({ description: 'What is left of it today.' }),
  items: z.array(dayOfSpending).meta({ description: 'Days with any spending, oldest first.' }),
  nextCursor: z.null().meta({ description: 'All days asked for are in one page.' }),
});

export const spendingQuery = z.strictObject({
  from: day.optional().meta({ description: 'First day, in UTC. 30 days before `to` by default.' }),
  to: day.optional().meta({
    description: 'Last day, in UTC. Today by default, or as late as a page reaches from `from`.',
  }),
});

const dayMs = 86_400_000;
const mostDays = 366;

/** First and last day asked for; throws `invalid_argument` for more than a page holds, or fewer than one. */
export function daysAsked(
  query: z.output<typeof spendingQuery>,
  today: string,
): { readonly from: string; readonly to: string } {
  const to = query.to ?? lastDay(query.from, today);
  const from = query.from ?? utcDayOf(Date.parse(to) - 30 * dayMs);
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days >= 1 && days <= mostDays) return { from, to };
  const detail = `query from, to: must be 1 to ${mostDays} days, the first before the last.`;
  throw new SupportError('invalid_argument', detail);
}

type Ledger = NonNullable<DeskFor<{ spendLedger: 'read' }>['spendLedger']>;

/** What the tenant spent on those days, and what is left of today. */
export async function spendingOf(
  { ledger, dailyCapUsd }: Ledger,
  context: RequestContext,
  { from, to, today }: { readonly from: string; readonly to: string; readonly today: string },
): Promise<z.input<typeof spendingResource>> {
  const items = await ledger.totals(context, from, to);
  const [spentToday] = await ledger.totals(context, today, today);
  const left = dailyCapUsd === null ? null : dailyCapUsd - countedUsd(spentToday);
  return {
    dailyCapUsd,
    leftTodayUsd: left === null ? null : Math.max(0, left),
    items: items.map(shown),
    nextCursor: null,
  };
}

/** As late as one page reaches from its first day, and not later than today. */
function lastDay(from: string | undefined, today: string): string {
  if (from === undefined) return today;
  return utcDayOf(Math.min(Date.parse(today), Date.parse(from) + (mostDays - 1) * dayMs));
}

/** All that counts against the limit. */
const countedUsd = (one: DaySpending | undefined): number =>
  one ? toUsd(one.cost + one.unsure + one.reserved) : 0;

function shown({ day, calls, inputTokens, outputTokens, cost, unsure, reserved }: DaySpending) {
  return {
    day,
    calls,
    inputTokens,
    outputTokens,
    costUsd: toUsd(cost),
    unsureUsd: toUsd(unsure),
    reservedUsd: toUsd(reserved),
  };
}
