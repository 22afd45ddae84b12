import { HavenBaseline, type HavenBaselineProps } from "../../lib/baseline";
import { synthesize, type Synthesized } from "../../lib/testing";
import { FakeCluster } from "../support/fake-cluster";

/** A baseline on a cluster made of literals, of a provider that doesn't exist; `change` gets it before the synth. */
export function inside(
  props: Partial<HavenBaselineProps> = {},
  change: (baseline: HavenBaseline) => unknown = () => undefined,
): Synthesized {
  return synthesize((stack) => {
    const cluster = new FakeCluster(stack, "cluster", { given: { controlPlane: { metricsServer: false } } });
    change(new HavenBaseline(stack, "baseline", { cluster, ...props }));
  });
}
