import type { TimedPlace } from '../driver.ts';
import type { TicketRow } from '../ticket-row.ts';

/** The rows that have a time of one kind, as an index over it finds them. */
export class TimedRows {
  readonly #placeOf: (row: TicketRow) => TimedPlace;
  readonly #rows = new Map<string, TicketRow>();

  /** A place without a finite time stands for none. */
  constructor(placeOf: (row: TicketRow) => TimedPlace) {
    this.#placeOf = placeOf;
  }

  put(row: TicketRow): void {
    if (Number.isFinite(this.#placeOf(row).time)) this.#rows.set(keyOf(row.tenant, row.id), row);
    else this.delete(row.tenant, row.id);
  }

  delete(tenant: string, id: string): void {
    this.#rows.delete(keyOf(tenant, id));
  }

  clear(): void {
    this.#rows.clear();
  }

  /** The first rows up to a time, earliest first, after where the page before ended. */
  until(time: number, limit: number, after?: TimedPlace): readonly TicketRow[] {
    const found = [...this.#rows.values()].filter((row) => {
      const place = this.#placeOf(row);
      return place.time <= time && (!after || comparePlaces(place, after) > 0);
    });
    found.sort((left, right) => comparePlaces(this.#placeOf(left), this.#placeOf(right)));
    return found.slice(0, limit);
  }
}

const keyOf = (tenant: string, id: string) => `${tenant}\n${id}`;

export const compareIds = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;

const comparePlaces = (left: TimedPlace, right: TimedPlace): number =>
  left.time - right.time || compareIds(left.tenant, right.tenant) || compareIds(left.id, right.id);
