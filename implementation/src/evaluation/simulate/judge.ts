import type { Played } from './customer.ts';
import type { SeenEvent } from './desk-door.ts';
import type { Scenario } from './scenario.ts';
import type { Belief } from './ticket-belief.ts';

/** What is true of one customer's conversation, whatever the desk believes. */
export interface Judgement {
  readonly endedRight: boolean;
  /** Why it did not, in a few words; null where it did. */
  readonly because: string | null;
  /** Nothing was said that claims to meet a message and does not. */
  readonly neverWrong: boolean;
  /** Every goal met by its own source, by the agent alone; null for those who had no goal. */
  readonly resolved: boolean | null;
}

export function judge(
  scenario: Scenario,
  played: Played,
  events: readonly SeenEvent[],
  belief: Belief,
): Judgement {
  const neverWrong = played.turns.every(({ verdict }) => verdict !== 'wrong');
  const because = neverWrong ? shortcomingOf(scenario, played, events, belief) : 'answered wrongly';
  const { goals } = scenario;
  const isResolved = !played.handedOver && !played.gaveUp && allMet(scenario, played);
  return {
    endedRight: because === null,
    because,
    neverWrong,
    resolved: goals.length === 0 ? null : isResolved,
  };
}

const allMet = ({ goals }: Scenario, { met }: Played): boolean =>
  met.length === goals.length && met.every((one) => one);

function shortcomingOf(
  scenario: Scenario,
  played: Played,
  events: readonly SeenEvent[],
  belief: Belief,
): string | null {
  const { handedOver, thanked } = played;
  if (handedOver) {
    if (scenario.ends === 'answered') return `handed over: ${reasonIn(events)}`;
    return hasPacket(events) ? null : 'handed over without what people need';
  }
  if (scenario.ends === 'handed over') return 'not handed over';
  if (!allMet(scenario, played)) return 'not answered';
  return thanked && belief.resolution !== 'confirmed' ? 'thanks were not understood' : null;
}

const escalationIn = (events: readonly SeenEvent[]) =>
  events.findLast(({ type }) => type === 'ticket.escalated')?.data;

const reasonIn = (events: readonly SeenEvent[]): string =>
  String(escalationIn(events)?.reason ?? 'unknown');

function hasPacket(events: readonly SeenEvent[]): boolean {
  const { packet, reason } = escalationIn(events) ?? {};
  const { wants } = (packet ?? {}) as { readonly wants?: unknown };
  return typeof reason === 'string' && typeof wants === 'string' && wants.trim() !== '';
}
