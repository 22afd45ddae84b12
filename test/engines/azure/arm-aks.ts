import { currentVersion, kubeletIdentityId, refuseCluster } from "./arm-aks-rules";
import { guidOf, nameOf, parentOf, scopeOf } from "./arm-id";
import { at, objectAt, textAt, withDefaults, type JsonObject } from "./arm-json";
import { principalOf } from "./arm-roles";
import { filled, idOf, type ArmAnswers, type ArmResources } from "./arm-types";

export const CLUSTER: ArmAnswers = {
  embeds: { property: "agentPoolProfiles", type: "agentPools", flat: true },
  complete: completeCluster,
  companions: nodeResourceGroup,
  refusePut: refuseCluster,
};

export const NODE_POOL: ArmAnswers = { complete: completePool, refusePut: refusePool };

function completeCluster(body: JsonObject, resources: ArmResources): JsonObject {
  const id = idOf(body);
  const installed = textAt(resources.find(id), "properties", "currentKubernetesVersion");
  const wanted = textAt(body, "properties", "kubernetesVersion") ?? installed ?? "1.36";
  const location = textAt(body, "location") ?? "westeurope";
  const nodeGroup = `MC_${nameOf(scopeOf(id))}_${nameOf(id)}_${location}`;
  const completed = filled(body, {
    kubernetesVersion: wanted,
    enableRBAC: true,
    nodeResourceGroup: nodeGroup,
    networkProfile: networkDefaults(body),
    servicePrincipalProfile: { clientId: "msi" },
    supportPlan: "KubernetesOfficial",
    maxAgentPools: 100,
    powerState: { code: "Running" },
    ...apiNames(body, location),
  });
  const properties = objectAt(completed, "properties");
  const computed = { currentKubernetesVersion: currentVersion(wanted, installed), ...issuer(properties, location, id) };
  return withKubeletIdentity({ ...completed, properties: { ...properties, ...computed } });
}

function apiNames(body: JsonObject, location: string): JsonObject {
  const access = objectAt(body, "properties", "apiServerAccessProfile");
  const prefix = textAt(body, "properties", "dnsPrefix") ?? textAt(body, "properties", "fqdnSubdomain") ?? "";
  const label = `${prefix}-${guidOf(idOf(body)).slice(0, 8)}`;
  const zone = textAt(access, "privateDNSZone");
  const isPrivate = access["enablePrivateCluster"] === true;
  const isPublic = !isPrivate || access["enablePrivateClusterPublicFQDN"] === true;
  const privateZone = zone?.startsWith("/") === true ? nameOf(zone) : `privatelink.${location}.azmk8s.io`;
  return {
    azurePortalFQDN: `${label}.portal.hcp.${location}.azmk8s.io`,
    ...(isPublic ? { fqdn: `${label}.hcp.${location}.azmk8s.io` } : {}),
    ...(isPrivate ? { privateFQDN: `${label}.${privateZone}` } : {}),
  };
}

function issuer(properties: JsonObject, location: string, id: string): JsonObject {
  const profile = objectAt(properties, "oidcIssuerProfile");
  const issuerURL = `https://${location}.oic.prod-aks.azure.com/${guidOf("tenant")}/${guidOf(id)}/`;
  return profile["enabled"] === true ? { oidcIssuerProfile: { ...profile, issuerURL } } : {};
}

function networkDefaults(body: JsonObject): JsonObject {
  const network = objectAt(body, "properties", "networkProfile");
  const serviceCidr = textAt(network, "serviceCidr") ?? "10.0.0.0/16";
  const hasPodCidr = network["networkPluginMode"] === "overlay" || network["networkPlugin"] !== "azure";
  const podCidr = textAt(network, "podCidr") ?? "10.244.0.0/16";
  return {
    networkPlugin: "kubenet",
    networkDataplane: "azure",
    loadBalancerSku: "standard",
    outboundType: "loadBalancer",
    serviceCidr,
    serviceCidrs: [serviceCidr],
    dnsServiceIP: serviceCidr.replace(/\d+\/\d+$/, "10"),
    ipFamilies: ["IPv4"],
    ...(hasPodCidr ? { podCidr, podCidrs: [podCidr] } : {}),
  };
}

function withKubeletIdentity(cluster: JsonObject): JsonObject {
  const given = textAt(cluster, "properties", "identityProfile", "kubeletidentity", "resourceId");
  const resourceId = given ?? kubeletIdentityId(cluster);
  const { clientId, principalId } = principalOf(resourceId);
  const identityProfile = { kubeletidentity: { resourceId, clientId, objectId: principalId } };
  const addonProfiles = Object.fromEntries(
    Object.entries(objectAt(cluster, "properties", "addonProfiles")).map(([name, addon]) => [
      name,
      at(addon, "enabled") === true ? withDefaults(objectAt(addon), { identity: identityProfile.kubeletidentity }) : addon,
    ]),
  );
  return { ...cluster, properties: { ...objectAt(cluster, "properties"), identityProfile, addonProfiles } };
}

function nodeResourceGroup(cluster: JsonObject): readonly JsonObject[] {
  const identity = kubeletIdentityId(cluster);
  return [
    { id: scopeOf(identity), location: cluster["location"] },
    { id: identity, location: cluster["location"] },
  ];
}

function completePool(body: JsonObject, resources: ArmResources): JsonObject {
  const before = objectAt(resources.find(idOf(body)), "properties");
  const cluster = resources.find(parentOf(idOf(body)) ?? "");
  const given = objectAt(body, "properties");
  const clusterVersion = textAt(cluster, "properties", "currentKubernetesVersion") ?? "1.36.2";
  const version = textAt(given, "orchestratorVersion") ?? textAt(before, "orchestratorVersion") ?? clusterVersion;
  const completed = filled(body, {
    orchestratorVersion: version,
    count: given["minCount"] ?? 1,
    enableFIPS: false,
    enableNodePublicIP: false,
    kubeletDiskType: "OS",
    maxPods: textAt(cluster, "properties", "networkProfile", "networkPluginMode") === "overlay" ? 250 : 110,
    mode: "User",
    nodeImageVersion: "AKSUbuntu-2404gen2containerd-202611.01.0",
    osDiskSizeGB: 128,
    osDiskType: "Managed",
    osSKU: "Ubuntu",
    osType: "Linux",
    powerState: { code: "Running" },
    scaleDownMode: "Delete",
    type: "VirtualMachineScaleSets",
    // Spot pools have none.
    upgradeSettings: textAt(body, "properties", "scaleSetPriority") === "Spot" ? {} : { maxSurge: "10%" },
  });
  const installed = textAt(before, "currentOrchestratorVersion") ?? clusterVersion;
  const currentOrchestratorVersion = currentVersion(version, installed);
  return { ...completed, properties: { ...objectAt(completed, "properties"), currentOrchestratorVersion } };
}

/** A pool that comes later may bring a subnet of its own, for which the same holds as for the first ones. */
function refusePool(pool: JsonObject, resources: ArmResources): void {
  const cluster = objectAt(resources.find(parentOf(idOf(pool)) ?? ""));
  const properties = { ...objectAt(cluster, "properties"), agentPoolProfiles: [objectAt(pool, "properties")] };
  refuseCluster({ ...cluster, properties }, resources);
}
