import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { HavenBaseline } from "../../lib/baseline";
import { insideFull } from "./inside";

const chartFolder = process.env.HAVEN_TEST_CHARTS ?? "";
if (!existsSync(chartFolder)) console.log("skipped: HAVEN_TEST_CHARTS, a folder with the unpacked charts, not found");
const whenThere = existsSync(chartFolder) ? test : test.skip;

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

/** Maps of Kubernetes' or of the user's own keys, of which the chart's values show some. */
const open = ["gateway.listeners", "service.spec", "loki.limits_config"];

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

whenThere.each([[{}], [{ gitops: { tool: "argo-cd", url: "https://git.example/platform" } as const }]])(
  "no chart is given a value that it doesn't know: %j",
  (props) => {
    let baseline: HavenBaseline | undefined;
    insideFull({ charts: { registry: "mirror.example" }, ...props }, (made) => {
      baseline = made;
    });
    const releases = [...(baseline?.components.values() ?? [])].flatMap(({ component }) => component.releases);
    const charts = releases.flatMap((release) => ("chart" in release ? [release] : []));

    expect(charts.length).toBeGreaterThan(13);
    for (const { chart, values } of charts) {
      const text = readFileSync(join(chartFolder, chart.name, "values.yaml"), "utf8");
      expect([chart.name, misspelt(values, parse(text) as Tree, text)]).toEqual([chart.name, []]);
    }
  },
);
