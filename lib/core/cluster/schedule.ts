import type { Problem } from "../validation/errors";

/** Bounds of minute, hour, day of the month, month and day of the week. Sunday is 0 or 7. */
const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** Refuses text that isn't a cron expression of five fields. Kubernetes would refuse it only at apply. */
export function scheduleProblems(path: string, schedule: string | undefined): Problem[] {
  if (schedule === undefined) return [];
  const fields = schedule.split(" ");
  const sound = fields.length === bounds.length && bounds.every(([least, most], index) => isField(fields[index] ?? "", least, most));
  return sound
    ? []
    : [{ path, message: `"${schedule}" is not five fields such as "0 2 * * *": minute, hour, day, month, day of the week` }];
}

function isField(field: string, least: number, most: number): boolean {
  return field.split(",").every((part) => {
    const [, from, to] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/[1-9]\d*)?$/.exec(part) ?? [undefined, "-1"];
    return [from, to].every((number) => number === undefined || (Number(number) >= least && Number(number) <= most));
  });
}
