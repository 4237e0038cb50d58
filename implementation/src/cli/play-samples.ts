import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import type { Desk } from '#src/functions/parts.ts';
import { readMessageFiles } from '#src/hosts/laptop/message-files.ts';
import type { FileMessage } from '#src/journey/intake.ts';
import { takeIn } from '#src/journey/intake.ts';
import type { JourneyReport } from '#src/journey/journey-runner.ts';
import type { SampleLine, StartScreen } from './start-screen.ts';

const markerName = 'samples-played';

/** Samples play once per data directory: a desk that people use must not be filled again. */
export const samplesArePlayed = (dataDirectory: string): boolean =>
  existsSync(join(dataDirectory, markerName));

/** Lets the sample company's customers write, one line on the screen for each. */
export async function playSamples(
  desk: Desk,
  contentDirectory: string,
  dataDirectory: string,
  screen: StartScreen,
  signal: AbortSignal,
): Promise<void> {
  const folder = join(contentDirectory, 'tickets');
  if (!existsSync(folder)) return;
  screen.line('  The sample customers write in:');
  const counts = { answered: 0, handed: 0, other: 0 };
  for await (const entry of readMessageFiles([folder])) {
    if (signal.aborted) return;
    const began = desk.clock.monotonic();
    const played = await playOne(desk, entry);
    counts[played.kind] += 1;
    screen.sample({ ...played, millis: desk.clock.monotonic() - began });
  }
  writeFileSync(join(dataDirectory, markerName), `${new Date(desk.clock.now()).toISOString()}\n`);
  const { answered, handed, other } = counts;
  screen.line(
    `\n  ${answered} answered, ${handed} handed to people${other > 0 ? `, ${other} left alone` : ''}`,
  );
}

type Played = Omit<SampleLine, 'millis'>;

async function playOne(desk: Desk, entry: FileMessage): Promise<Played> {
  if ('problem' in entry) {
    const { where, problem } = entry;
    return { kind: 'other', subject: where, result: 'not read', detail: problem.message };
  }
  const context = createContext({ tenant: 'default', requestId: `sample-${entry.where}` });
  try {
    const { ticketId, eventId } = await takeIn(desk, context, entry.message);
    return describe(await desk.journeys.run(context, ticketId, eventId));
  } catch (error) {
    // One that fails does not keep the others from being seen.
    desk.logger.log('error', 'a sample was not played', errorFields(error));
    const { subject } = entry.message;
    return { kind: 'other', subject, result: 'failed', detail: toSupportError(error).code };
  }
}

function describe({ outcome, snapshot }: JourneyReport): Played {
  const { ticket } = snapshot;
  const subject = ticket?.subject || '(no subject)';
  switch (outcome) {
    case 'answered':
      return { kind: 'answered', subject, ...answerOf(snapshot) };
    case 'acknowledged':
      return { kind: 'answered', subject, result: 'acknowledged', detail: '' };
    case 'escalated': {
      const detail = ticket?.escalation?.reason.replaceAll('_', ' ') ?? '';
      return { kind: 'handed', subject, result: 'to people', detail };
    }
    default:
      return { kind: 'other', subject, result: outcome.replaceAll('_', ' '), detail: '' };
  }
}

function answerOf({ ticket }: Snapshot): { result: string; detail: string } {
  const reply = ticket?.turns.findLast((turn) => turn.reply !== null)?.reply;
  const sure = reply?.confidence ? `${Math.round(reply.confidence * 100)} %` : '';
  return { result: `answered ${sure.padStart(5)}`, detail: reply?.citations[0]?.title ?? '' };
}
