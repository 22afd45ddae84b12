import type { Observation, ObservedResult } from "./observation";

/**
 * Reads what the Haven Compliancy Checker wrote: `haven check --output=json`, or the `Compliancy` object that it leaves in the cluster,
 * alone or in a list, of which the newest counts.
 *
 * Names of keys differ in capitals between the two, and the set of checks between releases. Undefined when it is neither.
 */
export function readHccOutput(json: unknown): Observation | undefined {
  const items = get(json, "items");
  // One level only: a list in a list is nothing that kubectl prints, and its depth would be the file's to choose.
  return readOne(Array.isArray(items) ? newest(items) : json);
}

function readOne(json: unknown): Observation | undefined {
  const output = get(get(json, "spec"), "output");
  return output === undefined ? readRun(json) : readRun(output, get(get(json, "spec"), "version"));
}

/** The newest object in what `kubectl get compliancies -o json` prints: one without a time counts as the oldest. */
function newest(items: readonly unknown[]): unknown {
  const [last] = items.map((item) => ({ item, at: createdAt(item) })).sort((one, other) => other.at - one.at);
  return last?.item;
}

function createdAt(item: unknown): number {
  const times = [get(get(item, "spec"), "created"), get(get(item, "metadata"), "creationTimestamp")].map(timeOf);
  return times.find((time) => !Number.isNaN(time)) ?? 0;
}

/** A time in milliseconds. One without an offset is taken as UTC, so that the answer doesn't depend on the machine. */
function timeOf(text: unknown): number {
  if (typeof text !== "string") return Number.NaN;
  return Date.parse(/T[^Z+-]*$/i.test(text) ? `${text}Z` : text);
}

function readRun(run: unknown, version?: unknown): Observation | undefined {
  const results = [
    ...list(get(run, "CompliancyChecks")).flatMap((check) => readCheck(check, true)),
    ...list(get(run, "SuggestedChecks")).flatMap((check) => readCheck(check, false)),
  ];
  if (results.length === 0) return undefined;
  const contradiction = contradicted(get(get(run, "CompliancyChecks"), "Summary"), results);
  const tool = get(run, "Version") ?? version;
  const compliant = get(run, "HavenCompliant");
  const at = get(run, "StartTS");
  return {
    by: "hcc",
    tool: typeof tool === "string" ? (/^haven/i.test(tool) ? tool : `Haven ${tool}`) : "Haven",
    ...(typeof at === "string" && { at }),
    compliant: typeof compliant === "boolean" ? compliant : null,
    results: [...results, ...(contradiction ? [contradiction] : [])],
  };
}

/** What a summary says beyond the results beside it, as a result of its own: a failure that isn't listed must not get lost. */
function contradicted(summary: unknown, results: readonly ObservedResult[]): ObservedResult | undefined {
  const mandatory = results.filter((result) => result.mandatory);
  const count = (wanted: ObservedResult["result"]) => mandatory.filter(({ result }) => result === wanted).length;
  const worse = [
    { key: "Failed", listed: count("no") },
    { key: "Unknown", listed: count("unknown") },
    { key: "Total", listed: mandatory.length },
  ].flatMap(({ key, listed }) => {
    const said = get(summary, key);
    return typeof said === "number" && said > listed ? [`${key} ${said}, listed ${listed}`] : [];
  });
  if (worse.length === 0) return undefined;
  return { id: "summary", label: `Summary of HCC (${worse.join("; ")})`, mandatory: true, result: "no" };
}

function list(section: unknown): readonly unknown[] {
  const results = get(section, "Results");
  return Array.isArray(results) ? results : [];
}

function readCheck(check: unknown, mandatory: boolean): ObservedResult[] {
  const [id, label, result] = [get(check, "Name"), get(check, "Label"), get(check, "Result")];
  if (typeof id !== "string" && typeof label !== "string") return [];
  return [
    {
      id: typeof id === "string" ? id : "",
      label: typeof label === "string" ? label : "",
      mandatory,
      result: typeof result === "string" ? (words[result.toUpperCase()] ?? "unknown") : "unknown",
    },
  ];
}

const words: Readonly<Record<string, ObservedResult["result"]>> = { YES: "yes", NO: "no", SKIPPED: "skipped" };

/** A key, however it is written: `HavenCompliant` and `havenCompliant` are one. */
function get(object: unknown, key: string): unknown {
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  return Object.entries(object).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}
