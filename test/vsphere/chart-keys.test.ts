import { chartReleases, unknownValues, whenChartsAreThere } from "../support/chart-keys";
import { synthesizeApp } from "../../lib/testing";
import { VsphereHavenStack } from "../../stacks/vsphere-haven-stack";
import { charts } from "../../lib/vsphere/components/charts";
import { vsphereProps } from "../support/vsphere-props";

const names: readonly string[] = Object.values(charts).map(({ name }) => name);

whenChartsAreThere(names)("no chart of the platform is given a value that it doesn't know", () => {
  synthesizeApp((app) => {
    const { baseline } = new VsphereHavenStack(app, "zaken", {
      ...vsphereProps({ cloudController: true, network: { ...vsphereProps().network, tunnel: { protocol: "geneve", port: 6082 } } }),
      charts: { registry: "mirror.example" },
    });
    const releases = chartReleases(baseline).filter(({ chart }) => names.includes(chart.name));

    expect(releases.map(({ chart }) => chart.name).sort()).toEqual([...names].sort());
    expect(releases.flatMap(unknownValues)).toEqual([]);
  });
});
