import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '#src/api/desk.ts';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { FileMessage } from '#src/hosts/laptop/message-files.ts';
import { readMessageFiles } from '#src/hosts/laptop/message-files.ts';
import { takeIn } from '#src/journey/intake.ts';
import type { JourneyReport } from '#src/journey/journey-runner.ts';
import type { StartScreen } from './start-screen.ts';

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
    const { text, kind } = await playOne(desk, entry);
    counts[kind] += 1;
    screen.line(`${text}  ${(desk.clock.monotonic() - began).toFixed(0)} ms`);
  }
  writeFileSync(join(dataDirectory, markerName), `${new Date(desk.clock.now()).toISOString()}\n`);
  const { answered, handed, other } = counts;
  screen.line(
    `\n  ${answered} answered, ${handed} handed to people${other > 0 ? `, ${other} left alone` : ''}`,
  );
}

type Played = { readonly text: string; readonly kind: 'answered' | 'handed' | 'other' };

async function playOne(desk: Desk, entry: FileMessage): Promise<Played> {
  if ('problem' in entry) {
    return { kind: 'other', text: `  ✗ ${entry.where}: ${entry.problem.message}` };
  }
  const context = createContext({ tenant: 'default', requestId: `sample-${entry.where}` });
  const { ticketId, eventId } = await takeIn(desk, context, entry.message);
  return describe(await desk.runner.run(context, ticketId, eventId));
}

function describe({ outcome, snapshot }: JourneyReport): Played {
  const subject = (snapshot.ticket?.subject || '(no subject)').slice(0, 48).padEnd(48);
  switch (outcome) {
    case 'answered':
      return { kind: 'answered', text: `  ✓ ${subject}  answered: ${citedTitle(snapshot)}` };
    case 'acknowledged':
      return { kind: 'answered', text: `  ✓ ${subject}  acknowledged` };
    case 'escalated': {
      const reason = snapshot.ticket?.escalation?.reason.replaceAll('_', ' ') ?? '';
      return { kind: 'handed', text: `  → ${subject}  to people: ${reason}` };
    }
    default:
      return { kind: 'other', text: `  · ${subject}  ${outcome.replaceAll('_', ' ')}` };
  }
}

function citedTitle({ ticket }: Snapshot): string {
  const reply = ticket?.turns.findLast((turn) => turn.reply !== null)?.reply;
  const title = reply?.citations[0]?.title ?? '';
  const sure = reply?.confidence ? ` (${Math.round(reply.confidence * 100)} % sure)` : '';
  return `${title.length > 44 ? `${title.slice(0, 43)}…` : title}${sure}`;
}
