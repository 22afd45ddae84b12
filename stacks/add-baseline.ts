import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { HavenBaseline } from "../lib/baseline/haven-baseline";
import type { HavenCluster } from "../lib/core/cluster/cluster";
import type { KubernetesAccess } from "../lib/core/cluster/kubernetes-access";
import { useBackend } from "./backend";
import type { StackProps } from "./stack-props";

/**
 * What runs inside a cluster, in its stack, or in a second one. `find` looks the cluster up there by its name, so that nothing but names
 * and ids crosses from the first.
 */
export function addBaseline(
  app: Construct,
  clusterStack: TerraformStack,
  props: StackProps,
  cluster: HavenCluster,
  find: (stack: TerraformStack) => KubernetesAccess,
): HavenBaseline {
  if (props.baseline?.placement !== "separate") return new HavenBaseline(clusterStack, "baseline", { ...props, cluster });
  const stack = new TerraformStack(app, `${clusterStack.node.id}-baseline`);
  useBackend(stack, props.backend);
  return new HavenBaseline(stack, "baseline", { ...props, cluster, kubernetesAccess: find(stack) });
}
