import { talosWarnings } from "../../talos/config/warnings";
import type { VsphereHavenClusterProps } from "./cluster";

/** Settings that aren't refused and still deserve a look. */
export function vsphereWarnings(props: VsphereHavenClusterProps, kubernetesVersion: string): string[] {
  const { zones, storage } = props;
  const datastores = new Set(zones.map(({ datacenter, datastore }) => `${datacenter}/${datastore}`));
  const { storagePolicy, topology } = storage.volumes ?? {};
  return [
    ...talosWarnings(props, kubernetesVersion),
    ...(datastores.size > 1 && storagePolicy === undefined && topology === undefined
      ? [
          "zones have datastores of their own, and storage.volumes says nothing of it: a volume may be made where its pod's host can't reach it",
        ]
      : []),
  ];
}
