import { Fn } from "cdktf";
import type { SensitiveVariable } from "../../core/terraform/variables";
import type { VsphereHavenClusterProps } from "../config/cluster";
import { vcenterAccount } from "../config/vcenter-account";

/** Where the certificate authority of vCenter is mounted. */
export const caFile = "/etc/vcenter/ca.crt";

/** `csi-vsphere.conf`: an INI file, in which a quote or backslash of a password would end the line. */
export function csiConfig(
  { name, vcenter, zones, storage, network }: VsphereHavenClusterProps,
  read: (variable: SensitiveVariable) => string,
): string {
  const { shared, volumes = {} } = storage;
  const sections = [
    // Volumes of two clusters with one id would be taken for each other's.
    section("Global", { "cluster-id": name, ...(vcenter.caCertificate !== undefined && { "ca-file": caFile }) }),
    section(`VirtualCenter "${vcenter.server}"`, {
      "insecure-flag": "false",
      user: quotable(read(vcenterAccount.user)),
      password: quotable(read(vcenterAccount.password)),
      port: "443",
      datacenters: [...new Set(zones.map(({ datacenter }) => datacenter))].join(","),
      ...(shared.type === "vsan-files" && { targetvSANFileShareClusters: shared.clusters.join(",") }),
    }),
    ...(volumes.topology
      ? [section("Labels", { "topology-categories": `${volumes.topology.regionCategory},${volumes.topology.zoneCategory}` })]
      : []),
    // Left out, every address may write, root among them.
    ...(shared.type === "vsan-files"
      ? [...new Set(zones.map(({ cidr }) => cidr ?? network.cidr))].map((ips, index) =>
          section(`NetPermissions "${index + 1}"`, { ips, permissions: "READ_WRITE", rootsquash: "true" }),
        )
      : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function section(name: string, entries: Readonly<Record<string, string>>): string {
  return [
    `[${name}]`,
    ...Object.entries(entries).map(([key, value]) => (key === "rootsquash" ? `${key} = ${value}` : `${key} = "${value}"`)),
  ].join("\n");
}

/**
 * The driver reads what is in quotes with a backslash before a quote and before a backslash. cdktf writes a backslash among the
 * arguments of a function as if it ended them, so both signs come as base64.
 */
function quotable(value: string): string {
  const sign = (text: string) => Fn.base64decode(Buffer.from(text).toString("base64"));
  const escaped = (text: string, one: string) => Fn.replace(text, sign(one), sign(`\\${one}`));
  return escaped(escaped(value, "\\"), '"');
}
