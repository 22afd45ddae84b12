import type { Problem } from "../validation/errors";
import { isToken } from "../validation/literals";
import { quoted } from "../text/shown";

/** One of the five fields of a cron expression. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names that stand for numbers, from `least` on. */
  readonly names: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", least: 0, most: 59, names: [] },
  { name: "hour", least: 0, most: 23, names: [] },
  { name: "day of the month", least: 1, most: 31, names: [] },
  { name: "month", least: 1, most: 12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { name: "day of the week", least: 0, most: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const shorthands = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
const every = /^@every (\d+(\.\d+)?[hms])+$/;

/**
 * Refuses what isn't a cron expression as `ParseStandard` of robfig/cron v3 reads it, the parser of a Kubernetes CronJob and of Velero. Both
 * would refuse it only when it is applied. Time zones are refused: a CronJob has none in its expression.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function scheduleProblems(path: string, schedule: string | undefined): Problem[] {
  if (schedule === undefined || isToken(schedule)) return [];
  const problem = problemOf(schedule);
  return problem === undefined
    ? []
    : [
        {
          path,
          message: `${quoted(schedule)} ${problem}`,
          hint: `five fields such as "0 2 * * *" (${fields.map(({ name }) => name).join(", ")}), or ${shorthands.join(", ")}, or @every 12h`,
        },
      ];
}

function problemOf(schedule: string): string | undefined {
  if (schedule.startsWith("@")) {
    return shorthands.includes(schedule) || every.test(schedule) ? undefined : "is no shorthand that Kubernetes knows";
  }
  if (/^(CRON_)?TZ=/.test(schedule)) return "names a time zone; the expression is read in UTC";
  const given = schedule.trim().split(/[ \t]+/);
  if (given.length !== fields.length) return `must have ${fields.length} fields, has ${schedule.trim() === "" ? 0 : given.length}`;
  for (const [index, field] of fields.entries()) {
    for (const part of (given[index] ?? "").split(",")) {
      const problem = partProblem(part, field);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

/** One part of a list: `*`, `?`, a number or a range, with a step or without. */
function partProblem(part: string, field: Field): string | undefined {
  const { name, least, most } = field;
  const [, range = "", step] = /^([^/]*)(?:\/(.*))?$/.exec(part) ?? [];
  if (step !== undefined && !/^0*[1-9]\d{0,8}$/.test(step))
    return `has the step ${quoted(step)} for the ${name}; it must be a whole number from 1 on`;
  if (range === "*" || range === "?") return undefined;
  const ends = range.split("-");
  const numbers = ends.map((end) => numberOf(end, field));
  const [from, to = from] = numbers;
  if (ends.length > 2 || from === undefined || to === undefined || numbers.includes(undefined))
    return `has ${quoted(part)} for the ${name}; it must be a number between ${least} and ${most}, a range, or *`;
  const outside = [from, to].find((number) => number < least || number > most);
  if (outside !== undefined)
    return `has ${outside} for the ${name}; it must be between ${least} and ${most}${field.most === 6 && outside === 7 ? ", and Sunday is 0" : ""}`;
  return from > to
    ? `has the range ${quoted(range)} for the ${name}, which descends; write it as two, such as ${from}-${most},${least}-${to}`
    : undefined;
}

function numberOf(text: string, { least, names }: Field): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? undefined : least + index;
}
