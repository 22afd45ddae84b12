import type { BaselineContext } from "../../core/cluster/cluster";
import type { BaselineComponent } from "../../core/cluster/component";
import type { VsphereHavenClusterProps } from "../config/cluster";
import { charts } from "./charts";
import { vcenterAccount } from "../config/vcenter-account";

const namespace = "haven-cloud-controller";

const account = "vcenter-account";

/** Release that holds what the controller is told; the report reads it. */
export const settingsRelease = "settings";

/** vSphere's cloud controller, which puts the ids of machines on nodes and takes away nodes whose machine is gone. */
export function cloudController({ vcenter, zones, network }: VsphereHavenClusterProps, { mirror }: BaselineContext): BaselineComponent {
  const nodeCidrs = [...new Set(zones.map(({ cidr }) => cidr ?? network.cidr))].join(",");
  const config = {
    global: {
      port: 443,
      secretName: account,
      secretNamespace: namespace,
      ...(vcenter.caCertificate !== undefined && { caFile: "/etc/cloud/ca.crt" }),
    },
    vcenter: { [vcenter.server]: { server: vcenter.server, datacenters: [...new Set(zones.map(({ datacenter }) => datacenter))] } },
    // By itself it reports the first address as ExternalIP too, and one such node fails HCC's check of private networking. No blanks: they
    // aren't trimmed. Labels stay out: without tags on every host they would leave all nodes tainted.
    nodes: {
      internalNetworkSubnetCidr: nodeCidrs,
      excludeExternalNetworkSubnetCidr: "0.0.0.0/0,::/0",
      ...(network.virtualIp !== undefined && { excludeInternalNetworkSubnetCidr: `${network.virtualIp}/32` }),
    },
  };
  return {
    name: "cloud-controller",
    namespace: {
      name: namespace,
      podSecurity: "privileged",
      reason: "runs in the network of its node, since nodes are ready for other pods only once it has seen them",
    },
    secrets: {
      [account]: (read) => ({
        [`${vcenter.server}.username`]: read(vcenterAccount.user),
        [`${vcenter.server}.password`]: read(vcenterAccount.password),
      }),
    },
    releases: [
      {
        name: settingsRelease,
        manifests: {
          settings: {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "cloud-config", namespace },
            data: {
              "vsphere.conf": JSON.stringify(config),
              ...(vcenter.caCertificate !== undefined && { "ca.crt": vcenter.caCertificate }),
            },
          },
        },
      },
      {
        name: "vsphere-cpi",
        chart: charts.cloudController,
        values: {
          // The chart's own would have the password among its values, and skip the check of vCenter's certificate.
          config: { enabled: false },
          daemonset: { ...(mirror !== undefined && { image: `${mirror}/cloud-pv-vsphere/cloud-provider-vsphere` }) },
        },
      },
    ],
  };
}
