import { ConfigurationError } from "./errors";

/** Whether a text is a calendar day such as `2027-03-01`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Date of the report. `HAVEN_AS_OF` sets it, so that a report can be reproduced. */
export function today(): Date {
  const given = process.env.HAVEN_AS_OF;
  if (given === undefined || given === "") return new Date(new Date().toISOString().slice(0, 10));
  if (isDay(given)) return new Date(given);
  throw new ConfigurationError("HAVEN_AS_OF", [{ path: "", message: `"${given}" is not a day such as 2027-03-01` }]);
}
