import type { BaselineComponent } from "../../core/cluster/component";
import { oidcPrefix, type TalosOidc } from "../config/access";

/** All rights in the cluster for groups of the OpenID Connect provider. */
export function administrators({ administratorGroups }: TalosOidc): BaselineComponent {
  return {
    name: "administrators",
    namespace: { name: "haven-administrators", podSecurity: "restricted" },
    releases: [
      {
        name: "administrators",
        manifests: {
          binding: {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "ClusterRoleBinding",
            metadata: { name: "haven-administrators" },
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
            subjects: administratorGroups.map((group) => ({
              apiGroup: "rbac.authorization.k8s.io",
              kind: "Group",
              name: `${oidcPrefix}${group}`,
            })),
          },
        },
      },
    ],
  };
}
