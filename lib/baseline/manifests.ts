import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import { join } from "node:path";
import { packageRoot } from "../core/source/package-root";

export type { KubernetesObject } from "../core/cluster/component";

/** The chart that makes a release of any objects; it travels with the stack, so that an apply needs nothing of this package. */
export function manifestsChart(scope: Construct): TerraformAsset {
  return new TerraformAsset(scope, "manifests-chart", { path: join(packageRoot(), "charts/manifests"), type: AssetType.DIRECTORY });
}

/** Annotation of objects that stay in the cluster when their release is removed, because people's own objects depend on them. */
export const keptByHelm = { "helm.sh/resource-policy": "keep" } as const;
