import { versionWarning } from "../../core/cluster/kubernetes-version";
import type { TalosHavenClusterProps } from "./cluster";
import { talosDefaults } from "./defaults";
import { networkWarning } from "./network";
import { isInEea } from "./regions";
import { talosVersions } from "./versions";

/** Settings of a cluster of Talos machines that aren't refused and still deserve a look. */
export function talosWarnings(props: TalosHavenClusterProps, kubernetesVersion: string): string[] {
  const { region, storage, etcdBackup, network, residencyException, access } = props;
  return [
    versionWarning(talosVersions, kubernetesVersion),
    residencyException !== undefined && isInEea(region) ? `residencyException isn't needed: ${region} is in the EU or EEA` : undefined,
    networkWarning(network.cidr),
    majorityWarning(props),
    storage.objects === undefined
      ? "storage.objects is not set: the baseline's logs, audit events among them, are on one volume and gone with it, and there is nowhere to put backups of Kubernetes, etcd or volumes"
      : undefined,
    access.kubeconfig === "state"
      ? "access.kubeconfig is state: Terraform's login ends after a year, and from 30 days before its end every plan fails until it is renewed (docs/day-2/rotate-keys.md#terraforms-own-login)"
      : undefined,
    etcdBackup === undefined ? "etcdBackup is not set: what Kubernetes knows is gone when all of the control plane is" : undefined,
  ].filter((warning) => warning !== undefined);
}

/** Machines are over the zones in turn, so the first zone has the most. */
function majorityWarning({ zones, controlPlane }: TalosHavenClusterProps): string | undefined {
  const { nodes } = { ...talosDefaults.controlPlane, ...controlPlane };
  const most = Math.ceil(nodes / zones.length);
  return nodes > 1 && most > nodes / 2
    ? `${most} of the ${nodes} machines of the control plane are in zone ${zones[0]?.name ?? ""}: without that zone etcd has no majority, and the API stops; a third zone would keep it`
    : undefined;
}
