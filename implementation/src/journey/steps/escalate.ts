import type { Question } from '#src/agents/agents.ts';
import { handoffNotice, packetOf } from '#src/agents/escalate/handoff.ts';
import { LanguageReader } from '#src/agents/reading/language-reader.ts';
import { spokenLanguage } from '#src/agents/speaking/spoken-language.ts';
import { agentActor } from '#src/domain/ticket/actor.ts';
import type { HandoffPacket } from '#src/domain/ticket/events.ts';
import { readable } from '#src/domain/ticket/text.ts';
import { lastCustomerTurn, type Ticket } from '#src/domain/ticket/ticket.ts';
import { openingAt } from '#src/domain/time/business-hours.ts';
import { agentReply, classified, modelFailureOf } from '../decisions.ts';
import { defineStep } from '../define-step.ts';
import { type JourneyNotes, openOffer, required } from '../notes.ts';

/** Hands the ticket to people, with what they need, and tells the customer who comes and when. */
export const escalate = defineStep(
  { name: 'escalate', outcomes: ['escalated'], needs: { policy: 'read' } },
  (notes, { policy, clock }) => {
    const { reason } = required(notes.escalation, 'escalation');
    const { ticket } = notes;
    const packet = packetOf(reason, {
      question: soughtIn(notes),
      subject: ticket.subject,
      classification: notes.classification ?? null,
      passages: notes.passages ?? [],
      draft: notes.draft ?? null,
      offered: openOffer(notes)?.options ?? [],
      isDeclined: notes.declined !== undefined,
      policy,
      modelFailure: modelFailureOf(notes),
    });
    // What was tried before counts where this turn tried nothing.
    const tried = packet.tried.length > 0 ? packet.tried : answeredFrom(ticket);
    const opening = openingAt(policy.hours, clock.now());
    const text = handoffNotice(reason, opening, policy, languageOf(notes, policy.languages));
    const decided = [
      ...classified(notes),
      agentReply(notes, { text, confidence: notes.draft?.confidence ?? null, citations: [] }),
      {
        type: 'ticket.escalated' as const,
        actor: agentActor,
        data: { reason, packet: { ...packet, tried } },
        causedBy: notes.cause,
      },
    ];
    return { outcome: 'escalated', notes: { decided } };
  },
);

/** What is wanted: whoever says no more to what was asked back than that wants what was asked. */
function soughtIn(notes: JourneyNotes): Question {
  const { question, escalation, ticket } = notes;
  const offered = openOffer(notes);
  const saysNoMore = escalation?.reason === 'person_requested' || escalation?.reason === 'no_words';
  if (offered && saysNoMore) return offered.question;
  return question ?? { text: ticket.subject, previous: null };
}

/** The language of the notes; where the journey failed before it was looked for, by grammar alone. */
function languageOf({ language, ticket }: JourneyNotes, languages: readonly string[]) {
  if (language !== undefined) return language;
  const asked = lastCustomerTurn(ticket);
  const text = asked ? readable(asked.text) : ticket.subject;
  return spokenLanguage(ticket, text, new LanguageReader([], languages));
}

/** The articles that the agent's last answer quoted. */
function answeredFrom(ticket: Ticket): HandoffPacket['tried'] {
  const answer = ticket.turns.findLast((turn) => turn.reply && turn.reply.citations.length > 0);
  const confidence = answer?.reply?.confidence ?? 0;
  const titles = new Map(
    answer?.reply?.citations.map(({ articleId, title }) => [articleId, title]) ?? [],
  );
  return [...titles].map(([articleId, title]) => ({ articleId, title, confidence }));
}
