import type { Problem } from "./errors";
import type { Incomplete } from "./incomplete";

/** Weekly time in which the platform may patch. */
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
   * Hours that it lasts. Shorter than 4 is refused: an upgrade of a few nodes wouldn't end in it.
   *
   * @default 4
   * @minimum 4
   * @maximum 24
   */
  readonly hours?: number;

  /**
   * Offset from UTC as `+hh:mm`. It is fixed, so with `+01:00` the window starts an hour later by the Dutch clock in summer.
   *
   * @default +00:00
   * @pattern ^[+-](0\d|1[0-4]):[0-5]\d$
   */
  readonly utcOffset?: string;

  /**
   * Times in which nothing may be patched, for example around an election.
   *
   * @default none
   */
  readonly freezes?: readonly Freeze[];
}

export interface Freeze {
  /** First moment, as `2027-03-15T00:00:00Z`. @pattern ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$ */
  readonly from: string;
  /** Last moment, as `2027-03-19T00:00:00Z`. @pattern ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$ */
  readonly until: string;
}

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export interface ResolvedMaintenanceWindow {
  readonly day: Weekday;
  readonly start: string;
  readonly hours: number;
  readonly utcOffset: string;
  readonly freezes: readonly Freeze[];
}

/** Sunday night: the fewest people at work, and a working day to notice what broke. */
export function resolveMaintenance(window: MaintenanceWindow = {}): ResolvedMaintenanceWindow {
  return { day: "sunday", start: "01:00", hours: 4, utcOffset: "+00:00", freezes: [], ...window };
}

export function maintenanceProblems({ hours = 4, freezes = [] }: Incomplete<MaintenanceWindow>): Problem[] {
  return [
    ...(Number.isInteger(hours) && hours >= 4 && hours <= 24
      ? []
      : [{ path: "maintenance.hours", message: `${hours} is not a whole number of hours from 4 to 24` }]),
    ...freezes.flatMap(({ from, until }, index) =>
      from === undefined || until === undefined || Date.parse(from) < Date.parse(until)
        ? []
        : [{ path: `maintenance.freezes[${index}]`, message: `ends (${until}) before it begins (${from})` }],
    ),
  ];
}
