import { versionWarning } from "../../core/cluster/kubernetes-version";
import { networkWarning } from "../../talos/config/network";
import { isInEea } from "../../talos/config/regions";
import { talosVersions } from "../../talos/config/versions";
import type { VsphereHavenClusterProps } from "./cluster";
import { vsphereDefaults } from "./defaults";

/** What isn't refused and still deserves a look. */
export function vsphereWarnings(props: VsphereHavenClusterProps, kubernetesVersion: string): string[] {
  const { region, zones, storage, etcdBackup, network, residencyException } = props;
  const datastores = new Set(zones.map(({ datacenter, datastore }) => `${datacenter}/${datastore}`));
  const { storagePolicy, topology } = storage.volumes ?? {};
  return [
    versionWarning(talosVersions, kubernetesVersion),
    residencyException !== undefined && isInEea(region) ? `residencyException isn't needed: ${region} is in the EU or EEA` : undefined,
    networkWarning(network.cidr),
    majorityWarning(props),
    datastores.size > 1 && storagePolicy === undefined && topology === undefined
      ? "zones have datastores of their own, and storage.volumes says nothing of it: a volume may be made where its pod's host can't reach it"
      : undefined,
    storage.objects === undefined
      ? "storage.objects is not set: the baseline's logs, audit events among them, are on one volume and gone with it, and there is nowhere to put backups of Kubernetes, etcd or volumes"
      : undefined,
    etcdBackup === undefined ? "etcdBackup is not set: what Kubernetes knows is gone when all of the control plane is" : undefined,
  ].filter((warning) => warning !== undefined);
}

/** Machines are over the zones in turn, so the first zone has the most. */
function majorityWarning({ zones, controlPlane }: VsphereHavenClusterProps): string | undefined {
  const { nodes } = { ...vsphereDefaults.controlPlane, ...controlPlane };
  const most = Math.ceil(nodes / zones.length);
  return nodes > 1 && most > nodes / 2
    ? `${most} of the ${nodes} machines of the control plane are in zone ${zones[0]?.name ?? ""}: without that zone etcd has no majority, and the API stops; a third zone would keep it`
    : undefined;
}
