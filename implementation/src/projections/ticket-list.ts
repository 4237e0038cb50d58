import { silentAnswer } from '#src/domain/ticket/silence.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Resolution, Ticket } from '#src/domain/ticket/ticket.ts';
import { lastCustomerTurn } from '#src/domain/ticket/ticket.ts';
import { journeyIdOf } from '#src/foundation/identity.ts';
import type { AgentResolution, TicketRow } from '#src/ports/projection-store/ticket-row.ts';

const previewLength = 140;

/** The row that stands for a ticket in lists, totals and sweeps. Pure: rebuilding gives the same. */
export function projectTicket(tenant: string, ticket: Ticket): TicketRow {
  const replies = ticket.turns.filter((turn) => turn.reply !== null);
  const byAgent = replies.filter((turn) => turn.from === 'agent');
  const usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  for (const { reply } of byAgent) {
    usage.inputTokens += reply?.usage?.inputTokens ?? 0;
    usage.outputTokens += reply?.usage?.outputTokens ?? 0;
    usage.costUsd += reply?.usage?.costUsd ?? 0;
  }
  const { id, subject, status, escalated, priority, intent, assignee, tags, customer } = ticket;
  return {
    tenant,
    id,
    subject,
    preview: previewOf(ticket),
    status,
    escalated,
    escalationReason: ticket.escalation?.reason ?? null,
    priority,
    intent,
    assignee,
    tags,
    customer,
    channel: ticket.channel,
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    seen: ticket.seen,
    resolution: ticket.resolution,
    firstReplyAt: replies[0]?.time ?? null,
    agentReplies: byAgent.length,
    personReplies: replies.length - byAgent.length,
    awaiting: awaitingOf(ticket),
    silence: silenceOf(ticket),
    resolutions: ticket.resolutions.flatMap(resolutionOf),
    ...usage,
  };
}

/** The message that still waits for a journey: none where a person has the ticket. */
function awaitingOf(ticket: Ticket): TicketRow['awaiting'] {
  if (ticket.partial || ticket.ownedByPerson) return null;
  const turn = lastCustomerTurn(ticket);
  if (!turn) return null;
  const journey = ticket.journeys.get(journeyIdOf(ticket.id, turn.eventId));
  if (!journey) return { cause: turn.eventId, notBefore: turn.time };
  return journey.ended ? null : { cause: turn.eventId, notBefore: journey.until };
}

function silenceOf(ticket: Ticket): TicketRow['silence'] {
  const answer = silentAnswer(ticket);
  return answer && { answer: answer.eventId, since: answer.time };
}

/** One of the agent's, or none. */
function resolutionOf({ kind, at, reopened }: Resolution): AgentResolution[] {
  return kind === 'person' ? [] : [{ kind, at, reopenedAt: reopened?.at ?? null }];
}

function previewOf(ticket: Ticket): string {
  const last = ticket.turns.at(-1);
  if (!last) return '';
  const line = readable(last.text)
    .slice(0, 4 * previewLength)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (line.length <= previewLength) return line;
  // Cut between characters, never inside one: a store would replace half of one.
  return `${line
    .slice(0, previewLength - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
