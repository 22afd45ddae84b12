import { isDay } from "../validation/days";
import type { Problem } from "../validation/errors";
import type { Incomplete } from "../validation/incomplete";

/** Weekly window in which the platform may patch. */
export interface MaintenanceWindow {
  /** Day on which the window opens. @default sunday */
  readonly day?: Weekday;

  /**
   * Start as `hh:mm`, in the time zone of `utcOffset`.
   *
   * @default 01:00
   * @pattern ^([01]\d|2[0-3]):[0-5]\d$
   */
  readonly start?: string;

  /**
   * Duration in hours. Less than 4 is refused: an upgrade of a few nodes takes longer.
   *
   * @default 4
   * @minimum 4
   * @maximum 24
   */
  readonly hours?: number;

  /**
   * Offset from UTC as `+hh:mm`. It is fixed: with `+01:00` the window starts an hour later by the Dutch clock in summer.
   *
   * @default +00:00
   * @pattern ^[+-](0\d|1[0-4]):[0-5]\d$
   */
  readonly utcOffset?: string;

  /**
   * Periods without patches, for example around an election.
   *
   * @default none
   */
  readonly freezes?: readonly Freeze[];
}

/** A period without upgrades, both days included. */
export interface Freeze {
  /** First day, as `2027-03-15`. @pattern ^\d{4}-\d{2}-\d{2}$ */
  readonly from: string;
  /** Last day, as `2027-03-19`. @pattern ^\d{4}-\d{2}-\d{2}$ */
  readonly until: string;
}

/** A day of the week, in English. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export interface ResolvedMaintenanceWindow {
  readonly day: Weekday;
  readonly start: string;
  readonly hours: number;
  readonly utcOffset: string;
  readonly freezes: readonly Freeze[];
}

/** Fills in the defaults: Sunday night, when few people work and a working day follows to notice faults. */
export function resolveMaintenance(window: MaintenanceWindow = {}): ResolvedMaintenanceWindow {
  return { day: "sunday", start: "01:00", hours: 4, utcOffset: "+00:00", freezes: [], ...window };
}

/** Warnings about freezes that are over: they do nothing any more, and hide whether the next one is there. */
export function pastFreezeWarnings({ freezes = [] }: Incomplete<MaintenanceWindow>, asOf: Date): string[] {
  const day = asOf.toISOString().slice(0, 10);
  return freezes.flatMap(({ until }, index) =>
    until !== undefined && until < day ? [`maintenance.freezes[${index}] ended on ${until}; take it out, and add the next one`] : [],
  );
}

export function maintenanceProblems({ freezes = [] }: Incomplete<MaintenanceWindow>): Problem[] {
  return [
    ...freezes.flatMap(({ from, until }, index) =>
      from === undefined || until === undefined || (isDay(from) && isDay(until) && from <= until)
        ? []
        : [
            {
              path: `maintenance.freezes[${index}]`,
              message: `${from} to ${until} is not a first and a last day, such as 2027-03-15 and 2027-03-19`,
            },
          ],
    ),
  ];
}
