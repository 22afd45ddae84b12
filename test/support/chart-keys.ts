import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { HavenBaseline } from "../../lib/baseline";
import type { ChartRelease } from "../../lib/core/cluster/component";

export const chartFolder = process.env.HAVEN_TEST_CHARTS ?? "";

/** A test that is skipped, with one line, where the charts aren't. */
export function whenChartsAreThere(names: readonly string[] = []) {
  const missing = existsSync(chartFolder) ? names.filter((name) => !existsSync(join(chartFolder, name))) : [chartFolder];
  if (missing.length === 0) return test;
  console.log(`skipped: HAVEN_TEST_CHARTS, a folder with the unpacked charts, not found, or without ${names.join(", ") || "any"}`);
  return test.skip;
}

/** What a baseline installs with a chart. */
export function chartReleases(baseline: HavenBaseline): readonly ChartRelease[] {
  return [...baseline.components.values()].flatMap(({ component }) =>
    component.releases.flatMap((release) => ("chart" in release ? [release] : [])),
  );
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

/** Maps of Kubernetes' or of the user's own keys, of which the chart's values show some. */
const open = ["gateway.listeners", "service.spec", "loki.limits_config", "configReloader.resources"];

/** Values of a release that its chart doesn't know, as `<chart>: <path>`. */
export function unknownValues({ chart, values }: ChartRelease): readonly string[] {
  const text = readFileSync(join(chartFolder, chart.name, "values.yaml"), "utf8");
  return misspelt(values, parse(text) as Tree, text).map((path) => `${chart.name}: ${path}`);
}

/** Keys of ours that the chart's own values don't have, not even in a comment. What is empty there takes any key. */
function misspelt(ours: Tree, charts: Tree, text: string, path = ""): string[] {
  return Object.entries(ours).flatMap(([key, value]) => {
    const at = `${path}${key}`;
    if (!Object.hasOwn(charts, key)) return new RegExp(`^ *#+ *${key}:`, "m").test(text) ? [] : [at];
    const theirs = charts[key];
    return isTree(value) && isTree(theirs) && Object.keys(theirs).length > 0 && !open.includes(at)
      ? misspelt(value, theirs, text, `${at}.`)
      : [];
  });
}
