import { type Freeze, maintenanceProblems, type MaintenanceWindow, resolveMaintenance, type Weekday } from "../../core/cluster/maintenance";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/** Weekly time in which GKE may patch. */
export interface GoogleMaintenanceWindow extends Omit<MaintenanceWindow, "hours"> {
  /**
   * Hours that it lasts. GKE wants 48 hours in any 32 days, which is 12 a week; longer where `freezes` take some away.
   *
   * @default 12
   * @minimum 12
   * @maximum 24
   */
  readonly hours?: number;
}

const hour = 3_600_000;

const week = 7 * 24 * hour;

const days: readonly Weekday[] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** A Sunday long ago: GKE counts the weeks from the first window. */
const firstSunday = Date.parse("2026-01-04T00:00:00Z");

/** What GKE asks (GKE docs, maintenance windows): in any 32 days so many hours, of which only four in a row count. */
const asked = { hours: 48, days: 32, inARow: 4, longestFreezeDays: 30, mostFreezes: 3 } as const;

interface Span {
  readonly from: number;
  readonly until: number;
}

export function resolveGoogleMaintenance(window: GoogleMaintenanceWindow = {}) {
  return resolveMaintenance({ ...window, hours: window.hours ?? 12 });
}

/** The first window, and the day of the week that it opens on: both in UTC, since GKE repeats by days of UTC. */
export function firstWindow(window: GoogleMaintenanceWindow): {
  readonly startTime: string;
  readonly endTime: string;
  readonly day: string;
} {
  const { from, until } = firstSpan(window);
  const day = days[new Date(from).getUTCDay()] ?? "sunday";
  return { startTime: utc(from), endTime: utc(until), day: day.slice(0, 2).toUpperCase() };
}

/** Whole days, so a freeze ends when the day after its last one begins. */
export function freezeTimes({ from, until }: Freeze): { readonly startTime: string; readonly endTime: string } {
  return { startTime: `${from}T00:00:00Z`, endTime: utc(Date.parse(until) + 24 * hour) };
}

export function googleMaintenanceProblems(given: Incomplete<GoogleMaintenanceWindow>): Problem[] {
  const path = "maintenance";
  const problems = maintenanceProblems(given);
  if (problems.length > 0) return problems;
  const window = resolveGoogleMaintenance(given as GoogleMaintenanceWindow);
  const freezes = (given.freezes ?? []).flatMap(({ from, until }) => (from && until ? [{ from, until }] : []));
  if (window.hours * 4 < asked.hours) {
    return [
      {
        path: `${path}.hours`,
        message: `${window.hours} is too short; GKE wants ${asked.hours} hours in any ${asked.days} days, which is 12 a week`,
      },
    ];
  }
  const tooLong = freezes.flatMap(({ from, until }, index) => {
    const length = (Date.parse(until) - Date.parse(from)) / (24 * hour) + 1;
    return length > asked.longestFreezeDays
      ? [
          {
            path: `${path}.freezes[${index}]`,
            message: `${from} to ${until} is ${length} days; GKE takes ${asked.longestFreezeDays} at most`,
          },
        ]
      : [];
  });
  if (tooLong.length > 0) return tooLong;
  const firstDays = freezes.map(({ from }) => from);
  const twice = firstDays.flatMap((from, index) =>
    firstDays.indexOf(from) < index
      ? [{ path: `${path}.freezes[${index}]`, message: `begins on ${from}, as another does; give the longer of them only` }]
      : [],
  );
  if (twice.length > 0) return twice;
  if (freezes.length > asked.mostFreezes) {
    return [
      {
        path: `${path}.freezes`,
        message: `are ${freezes.length}; GKE takes ${asked.mostFreezes} at a time`,
        hint: "take those out that are over",
      },
    ];
  }
  const left = fewestHours(window, freezes);
  return left >= asked.hours
    ? []
    : [
        {
          path: `${path}.freezes`,
          message: `leave ${left} hours for maintenance in some ${asked.days} days; GKE wants ${asked.hours}`,
          hint: "make maintenance.hours longer, or the freezes shorter",
        },
      ];
}

/** The fewest hours of maintenance that any 32 days hold. */
function fewestHours(window: GoogleMaintenanceWindow, freezes: readonly Freeze[]): number {
  const frozen = freezes.map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) + 24 * hour }));
  if (frozen.length === 0) return asked.hours;
  const length = asked.days * 24 * hour;
  const begin = Math.min(...frozen.map(({ from }) => from)) - length;
  const end = Math.max(...frozen.map(({ until }) => until)) + length;
  const open = weekly(window, begin, end).flatMap((span) => frozen.reduce<readonly Span[]>(without, [span]));
  const starts = Array.from({ length: (end - length - begin) / hour + 1 }, (_, index) => begin + index * hour);
  return Math.min(...starts.map((start) => hoursWithin(open, { from: start, until: start + length })));
}

/** Windows that begin in a time. */
function weekly(window: GoogleMaintenanceWindow, begin: number, end: number): readonly Span[] {
  const { from, until } = firstSpan(window);
  const first = Math.floor((begin - from) / week);
  const last = Math.ceil((end - from) / week);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * week).map((by) => ({
    from: from + by,
    until: until + by,
  }));
}

function firstSpan(window: GoogleMaintenanceWindow): Span {
  const { day, start, hours, utcOffset } = resolveGoogleMaintenance(window);
  const [, sign = "+", aheadHours = "0", aheadMinutes = "0"] = /^([+-])(\d\d):(\d\d)$/.exec(utcOffset) ?? [];
  const [atHour = "0", atMinute = "0"] = start.split(":");
  const ahead = (Number(aheadHours) + Number(aheadMinutes) / 60) * hour * (sign === "-" ? -1 : 1);
  const from = firstSunday + (days.indexOf(day) * 24 + Number(atHour) + Number(atMinute) / 60) * hour - ahead;
  return { from, until: from + hours * hour };
}

function without(spans: readonly Span[], { from, until }: Span): readonly Span[] {
  return spans.flatMap((span) =>
    [
      { from: span.from, until: Math.min(span.until, from) },
      { from: Math.max(span.from, until), until: span.until },
    ].filter((left) => left.until > left.from),
  );
}

function hoursWithin(spans: readonly Span[], { from, until }: Span): number {
  return spans.reduce((sum, span) => {
    const hours = (Math.min(span.until, until) - Math.max(span.from, from)) / hour;
    return hours >= asked.inARow ? sum + hours : sum;
  }, 0);
}

function utc(time: number): string {
  return new Date(time).toISOString().replace(".000Z", "Z");
}
