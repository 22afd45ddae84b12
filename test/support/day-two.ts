import { administrator as awsAdministrator } from "./aws-props";
import { groupId } from "./azure-props";
import { administrator as googleAdministrator } from "./google-props";
import { reference } from "./reference";

/** A change of settings that a team makes in the life of a cluster, by what it is for. */
export type DayTwoChanges = Readonly<Record<string, object>>;

interface Pool {
  readonly name: string;
  readonly minNodes: number;
  readonly maxNodes: number;
}

const pools = (provider: string) => (reference(provider) as { nodePools: readonly Pool[] }).nodePools;
const changedPool = (provider: string, change: object) => ({ nodePools: pools(provider).map((pool) => ({ ...pool, ...change })) });
const network = (provider: string) => (reference(provider) as { network: object }).network;
const access = (provider: string) => (reference(provider) as { access: object }).access;

/** What is the same everywhere. */
const shared: DayTwoChanges = {
  "other tags": { tags: { owner: "team-zaken", costCentre: "4712", classification: "internal" } },
};

const taint = { key: "batch", value: "only", effect: "PreferNoSchedule" };

const managed = (provider: string, machineType: string): DayTwoChanges => ({
  ...shared,
  "more nodes": changedPool(provider, { minNodes: 6, maxNodes: 12 }),
  "larger machines": changedPool(provider, { machineType }),
  "larger disks": changedPool(provider, { diskSizeGib: 256 }),
  "labels and taints": changedPool(provider, { labels: { team: "zaken" }, taints: [taint] }),
  "another pool": { nodePools: [...pools(provider), { name: "batch", machineType, minNodes: 0, maxNodes: 3, spot: true }] },
  "logs kept longer": { logging: { retentionDays: 400 } },
  "objects kept longer": { storage: { softDeleteDays: 60 } },
});

/** Changes that may replace nothing but nodes, and nodes only one after the other, by provider. */
export const dayTwoChanges: Readonly<Record<string, DayTwoChanges>> = {
  aws: {
    ...managed("aws", "m7i.xlarge"),
    "a minor up": { kubernetesVersion: "1.37" },
    "another range": { access: { ...access("aws"), allowedCidrs: ["203.0.113.0/24", "198.51.100.0/24"] } },
    "another administrator": {
      access: { ...access("aws"), administrators: { principalArns: [awsAdministrator, "arn:aws:iam::111111111111:user/pipeline"] } },
    },
    "a private API": { access: { mode: "private", administrators: { principalArns: [awsAdministrator] } } },
    backups: { backup: { retentionDays: 35 } },
    names: { dns: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zone: "apps.gemeente.example" } },
  },
  azure: {
    ...managed("azure", "Standard_D8ds_v5"),
    "a minor up": { kubernetesVersion: "1.37" },
    "another window": { maintenance: { day: "tuesday", start: "02:00", freezes: [{ from: "2027-03-15", until: "2027-03-19" }] } },
    "another range": { access: { ...access("azure"), allowedCidrs: ["203.0.113.0/24", "198.51.100.0/24"] } },
    "another administrator": {
      access: { ...access("azure"), administrators: { groupIds: [groupId, "22222222-2222-2222-2222-222222222222"] } },
    },
    "another address to leave from": { network: { ...network("azure"), egress: { type: "nat-gateway", addresses: 2 } } },
    "a public gateway": { network: { ...network("azure"), ingress: { exposure: "public" } } },
    locks: { managementLock: true },
  },
  google: {
    ...managed("google", "e2-standard-8"),
    "another window": {
      maintenance: { day: "tuesday", start: "02:00", hours: 24, freezes: [{ from: "2027-03-15", until: "2027-03-19" }] },
    },
    "another channel": { releaseChannel: "stable" },
    "another administrator": {
      access: { ...access("google"), administrators: { members: [googleAdministrator, "user:beheer@gemeente.example"] } },
    },
    "another address to leave from": { network: { ...network("google"), egress: { type: "cloud-nat", addresses: 2 } } },
    backups: { backup: { retentionDays: 60 } },
  },
  vsphere: {
    ...shared,
    "more nodes": changedPool("vsphere", { minNodes: 4, maxNodes: 4 }),
    "larger machines": changedPool("vsphere", { cpus: 8, memoryGib: 32 }),
    "labels and taints": changedPool("vsphere", { labels: { team: "zaken" }, taints: [taint] }),
    "another pool": {
      nodePools: [...pools("vsphere"), { name: "batch", cpus: 8, memoryGib: 16, minNodes: 1, maxNodes: 1, addressOffset: 64 }],
    },
    "a patch up": { kubernetesVersion: "1.36.7" },
    "another range": { access: { ...access("vsphere"), allowedCidrs: ["10.1.0.0/16", "10.2.0.0/16"] } },
    "other name servers": { network: { ...network("vsphere"), dnsServers: ["10.43.0.4"] } },
    "another image": { image: { type: "template", name: "DC0_C1_RP0_VM0" } },
    "a larger control plane": { controlPlane: { cpus: 8, memoryGib: 16 } },
  },
};
