import type { Intent } from "../../core/cluster/cluster-identity";
import type { AppJson } from "../../core/reading/app-json";
import type { ClusterEvidence } from "../../core/reading/evidence";
import type { Json } from "../../core/reading/json";
import { attribute, object, type StackJson, string } from "../../core/reading/terraform-json";
import { talosEvidence } from "../../talos/reading/evidence";
import { documentsOf } from "../../talos/reading/machine-config";
import { settingsRelease } from "../components/cloud-controller";
import type { VsphereAddresses } from "./addresses";

/** Where the proof for each check is on vSphere: as with Talos on any machines. */
export function vsphereEvidence(stack: StackJson, app: AppJson, addresses: VsphereAddresses, intent: Intent): ClusterEvidence {
  return talosEvidence(stack, app, addresses, intent, reportsExternalAddresses);
}

/**
 * vSphere's controller reports every address as external too, unless its settings exclude them. Undefined where the settings aren't
 * understood, or are in another stack.
 */
function reportsExternalAddresses(stack: StackJson): boolean | undefined {
  const [release, ...others] = stack.resources.filter(
    ({ type, attributes }) => type === "helm_release" && attributes.name === settingsRelease,
  );
  // Helm takes single values from `set` after those of the documents.
  if (release === undefined || others.length > 0 || Object.keys(release.attributes).some((key) => /^set|^dynamic$/.test(key)))
    return undefined;
  const documents = attribute(release, "values", list).value?.map((text) => (typeof text === "string" ? documentsOf(text) : undefined));
  if (documents === undefined || documents.some((found) => found === undefined)) return undefined;
  const written = documents
    .flatMap((found) => found ?? [])
    .flatMap(({ manifests }) => {
      const { data } = object(object(manifests ?? null).settings);
      return object(data)["vsphere.conf"] ?? [];
    });
  // Helm takes the last of what is written twice.
  const settings = documentsOf(string(written.at(-1) ?? null) ?? "")?.[0];
  const excluded = string(object(settings?.nodes).excludeExternalNetworkSubnetCidr ?? null);
  return settings === undefined ? undefined : !(excluded ?? "").split(",").includes("0.0.0.0/0");
}

const list = (value: Json): readonly Json[] | undefined => (Array.isArray(value) ? (value as readonly Json[]) : undefined);
