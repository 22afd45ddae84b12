import type { ChartRelease } from "../../lib/core/cluster/component";
import { chartReleases, unknownValues, whenChartsAreThere } from "../support/chart-keys";
import { inside, insideFull } from "./inside";

whenChartsAreThere().each([[{}], [{ gitops: { tool: "argo-cd", url: "https://git.example/platform" } as const }]])(
  "no chart is given a value that it doesn't know: %j",
  (props) => {
    let releases: readonly ChartRelease[] = [];
    insideFull({ charts: { registry: "mirror.example" }, ...props }, (made) => {
      releases = chartReleases(made);
    });

    expect(releases.length).toBeGreaterThan(13);
    expect(releases.flatMap(unknownValues)).toEqual([]);
  },
);

whenChartsAreThere()("neither is Loki without object storage", () => {
  let releases: readonly ChartRelease[] = [];
  inside(
    {},
    (made) => {
      releases = chartReleases(made).filter(({ name }) => name === "loki");
    },
    { noObjectStorage: true },
  );

  expect(releases).toHaveLength(1);
  expect(releases.flatMap(unknownValues)).toEqual([]);
});
