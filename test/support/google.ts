import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import type { TerraformStack } from "cdktf";
import { GoogleHavenCluster, type GoogleHavenClusterProps } from "../../lib/google";
import { synthesize } from "../../lib/testing";
import { googleProps } from "./google-props";

/** A stack with one cluster; `change` gets it before the synth, for overrides. */
export function googleCluster(
  props: Partial<GoogleHavenClusterProps> = {},
  change: (cluster: GoogleHavenCluster, stack: TerraformStack) => void = () => {},
) {
  const given = googleProps(props);
  return synthesize((stack) => {
    new GoogleProvider(stack, "google", { project: given.projectId, region: given.region });
    change(new GoogleHavenCluster(stack, "cluster", given), stack);
  });
}
