import type { Intent } from "../../core/cluster/cluster-identity";
import type { AppJson } from "../../core/reading/app-json";
import type { ClusterEvidence } from "../../core/reading/evidence";
import { object, type StackJson, string } from "../../core/reading/terraform-json";
import { documentsOf, talosEvidence } from "../../talos/reading/evidence";
import { settingsRelease } from "../components/cloud-controller";
import type { VsphereAddresses } from "./addresses";

/** Where the proof for each check is on vSphere: as with Talos on any machines. */
export function vsphereEvidence(stack: StackJson, app: AppJson, addresses: VsphereAddresses, intent: Intent): ClusterEvidence {
  return talosEvidence(stack, app, addresses, intent, reportsExternalAddresses);
}

/** vSphere's controller reports every address as external too, unless it is told not to; what it is told may be in another stack. */
function reportsExternalAddresses(stack: StackJson): boolean | undefined {
  const [release] = stack.resources.filter(({ type, attributes }) => type === "helm_release" && attributes.name === settingsRelease);
  const told = (documentsOf(release?.attributes.values ?? null) ?? []).flatMap(({ manifests }) => {
    const settings = object(object(manifests ?? null).settings);
    return string(object(settings.data)["vsphere.conf"] ?? null) ?? [];
  });
  // Helm takes the last of what is written twice.
  const hidden = object(object(documentsOf(told.slice(-1))?.[0]?.nodes ?? null)).excludeExternalNetworkSubnetCidr;
  return told.length === 0 ? undefined : !(string(hidden ?? null) ?? "").split(",").includes("0.0.0.0/0");
}
