import type { AnyEvent } from './events.ts';
import { eventTypes } from './events.ts';

/** Makes the data of one schema version into the data of the next. Pure, and never changed later. */
export type Upcaster = (data: unknown) => unknown;

/** `upcasters[type][version]` leads from that version to the next. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/**
 * One entry for every schema version that an earlier release wrote and this one no longer does.
 * Events live for ever, so an entry stays for ever, and so does the golden file that proves it.
 */
export const upcasters: Upcasters = {};

/** Each type's schema version that this release writes. */
const currentVersions: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(eventTypes).map(([type, { version }]) => [type, version]),
);

/**
 * The event as this release would have written it. An event of an unknown type or a newer version,
 * or one that no upcaster leads to the current version, comes back as it is.
 */
export function upcast(
  event: AnyEvent,
  table: Upcasters = upcasters,
  current: Readonly<Record<string, number>> = currentVersions,
): AnyEvent {
  const target = current[event.type];
  if (target === undefined || event.version >= target) return event;
  let data: unknown = event.data;
  for (let version = event.version; version < target; version += 1) {
    const step = table[event.type]?.[version];
    if (!step) return event;
    data = step(data);
  }
  return { ...event, version: target, data } as AnyEvent;
}
