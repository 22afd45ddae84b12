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

/** Of what `kubectl get compliancies -o json` prints. */
function newest(items: readonly unknown[]): unknown {
  const created = (item: unknown) => {
    const day = get(get(item, "spec"), "created");
    return typeof day === "string" ? day : "";
  };
  const [last] = [...items].sort((one, other) => created(other).localeCompare(created(one)));
  return last;
}

function readRun(run: unknown, version?: unknown): Observation | undefined {
  const results = [
    ...list(get(run, "CompliancyChecks")).flatMap((check) => readCheck(check, true)),
    ...list(get(run, "SuggestedChecks")).flatMap((check) => readCheck(check, false)),
  ];
  if (results.length === 0) return undefined;
  const tool = get(run, "Version") ?? version;
  const compliant = get(run, "HavenCompliant");
  const at = get(run, "StartTS");
  return {
    by: "hcc",
    tool: typeof tool === "string" ? (/^haven/i.test(tool) ? tool : `Haven ${tool}`) : "Haven",
    ...(typeof at === "string" && { at }),
    compliant: typeof compliant === "boolean" ? compliant : null,
    results,
  };
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
