import { HavenBaseline, type HavenBaselineProps } from "../../lib/baseline";
import { synthesize, type Synthesized } from "../../lib/testing";
import { FakeCluster } from "../support/fake-cluster";

/** A baseline on a cluster made of literals, of a provider that doesn't exist; `change` gets it before the synth. */
export function inside(
  props: Partial<HavenBaselineProps> = {},
  change: (baseline: HavenBaseline) => unknown = () => undefined,
  given: { readonly noObjectStorage?: boolean } = {},
): Synthesized {
  return synthesize((stack) => {
    const cluster = new FakeCluster(stack, "cluster", { given: { controlPlane: { metricsServer: false } }, ...given });
    change(new HavenBaseline(stack, "baseline", { cluster, ...props }));
  });
}

/** Everything that there is, on a platform that brings all that it may bring. */
export const everything = {
  monitoring: {
    alerts: {
      email: { to: "beheer@gemeente.example", from: "haven@gemeente.example", smarthost: "smtp.example:587", secretName: "mail" },
      webhook: { secretName: "webhook" },
    },
  },
  gitops: { tool: "flux", url: "https://git.example/platform", path: "clusters/test", secretName: "git" },
  externalDns: true,
  externalSecrets: true,
  cloudNativePg: true,
  velero: {},
  openCost: true,
} as const satisfies Partial<HavenBaselineProps>;

/** The same on that platform. */
export function insideFull(
  props: Partial<HavenBaselineProps> = {},
  change: (baseline: HavenBaseline) => unknown = () => undefined,
): Synthesized {
  return synthesize((stack) => {
    const cluster = new FakeCluster(stack, "cluster", { full: true, given: { controlPlane: { metricsServer: false } } });
    change(new HavenBaseline(stack, "baseline", { cluster, ...everything, ...props }));
  });
}
