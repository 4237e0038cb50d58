import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import type {
  EventResource,
  intakeResponse,
  TicketResource,
  ticketWithEvents,
} from '#src/api/schemas.ts';
import { choiceRead } from '#src/domain/ticket/choice-read.ts';
import type { EventData, EventType } from '#src/domain/ticket/events.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { readMessageFiles } from '#src/hosts/laptop/message-files.ts';
import type { FileMessage } from '#src/journey/intake.ts';
import { callTo, send } from './desk-api.ts';
import type { SampleLine, StartScreen } from './start-screen.ts';

const markerName = 'samples-played';

/** Samples play once per data directory: a desk that people use must not be filled again. */
export const samplesArePlayed = (dataDirectory: string): boolean =>
  existsSync(join(dataDirectory, markerName));

/** Lets the sample company's customers write, by the API; one line on the screen for each. */
export async function playSamples(
  laptop: Pick<Laptop, 'desk' | 'fetch'>,
  contentDirectory: string,
  dataDirectory: string,
  screen: Pick<StartScreen, 'line' | 'sample'>,
  signal: AbortSignal,
): Promise<void> {
  const folder = join(contentDirectory, 'tickets');
  if (!existsSync(folder)) return;
  const { clock } = laptop.desk;
  screen.line('  The sample customers write in:');
  const counts = { answered: 0, asked: 0, handed: 0, other: 0 };
  for await (const entry of readMessageFiles([folder])) {
    if (signal.aborted) return;
    const began = clock.monotonic();
    const played = await playOne(laptop, entry);
    const { millis = clock.monotonic() - began, ...line } = played;
    counts[line.kind] += 1;
    screen.sample({ ...line, millis });
  }
  writeFileSync(join(dataDirectory, markerName), `${new Date(clock.now()).toISOString()}\n`);
  screen.line(`\n  ${summaryOf(counts)}`);
}

function summaryOf({ answered, asked, handed, other }: Record<SampleLine['kind'], number>): string {
  const askedBack = asked > 0 ? [`${asked} asked back`] : [];
  const leftAlone = other > 0 ? [`${other} left alone`] : [];
  return [`${answered} answered`, ...askedBack, `${handed} handed to people`, ...leftAlone].join(
    ', ',
  );
}

type Played = Omit<SampleLine, 'millis'> & { readonly millis?: number };

async function playOne(
  laptop: Pick<Laptop, 'desk' | 'fetch'>,
  entry: FileMessage,
): Promise<Played> {
  if ('problem' in entry) {
    const { where, problem } = entry;
    return { kind: 'other', subject: where, result: 'not read', detail: problem.message };
  }
  const { clock, logger } = laptop.desk;
  const { text, ...rest } = entry.message;
  const call = callTo(laptop);
  try {
    const began = clock.monotonic();
    const body = { ...rest, body: text };
    const taken = await send<z.infer<typeof intakeResponse>>(call, 'POST', '/v1/intake', body);
    const millis = clock.monotonic() - began;
    const path = `/v1/tickets/${taken.ticket.id}`;
    const { events } = await send<z.infer<typeof ticketWithEvents>>(call, 'GET', path);
    return { ...describe(taken.journey, taken.ticket, events), millis };
  } catch (error) {
    // One that fails does not keep the others from being seen.
    logger.log('error', 'a sample was not played', errorFields(error));
    const detail = toSupportError(error).code;
    return { kind: 'other', subject: rest.subject, result: 'failed', detail };
  }
}

function describe(
  journey: string,
  ticket: TicketResource,
  events: readonly EventResource[],
): Played {
  const subject = ticket.subject || '(no subject)';
  switch (journey) {
    case 'answered': {
      const reply = lastOf('reply.posted', events);
      const sure = reply?.confidence ? `${Math.round(reply.confidence * 100)} %` : '';
      const asChosen = reply?.receipt && choiceRead(reply.receipt) === 'chosen';
      const result = asChosen ? 'as chosen' : `answered ${sure.padStart(5)}`;
      return { kind: 'answered', subject, result, detail: reply?.citations[0]?.title ?? '' };
    }
    case 'asked': {
      const detail = lastOf('reply.posted', events)?.options?.[0]?.title ?? '';
      return { kind: 'asked', subject, result: 'asked back', detail };
    }
    case 'acknowledged':
      return { kind: 'answered', subject, result: 'acknowledged', detail: '' };
    case 'escalated': {
      const reason = lastOf('ticket.escalated', events)?.reason ?? '';
      return { kind: 'handed', subject, result: 'to people', detail: reason.replaceAll('_', ' ') };
    }
    default:
      return { kind: 'other', subject, result: journey.replaceAll('_', ' '), detail: '' };
  }
}

/** What the newest event of a type says; this release wrote it. */
const lastOf = <Type extends EventType>(type: Type, events: readonly EventResource[]) =>
  events.findLast((event) => event.type === type)?.data as EventData<Type> | undefined;
