import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { administrator } from "./aws-props";
import { groupId } from "./azure-props";
import { googleProps } from "./google-props";
import { vsphereProps } from "./vsphere-props";

const references: Record<string, object> = {
  aws: {
    name: "haven-aws",
    environment: "production",
    region: "eu-central-1",
    kubernetesVersion: "1.36",
    tags: { owner: "team-platform", costCentre: "4711", application: "common-ground", classification: "internal" },
    network: { cidr: "10.41.0.0/16" },
    access: { mode: "restricted", allowedCidrs: ["203.0.113.0/24"], administrators: { principalArns: [administrator] } },
    nodePools: [{ name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9 }],
    backend: { type: "s3", bucket: "haven-state", region: "eu-central-1" },
  },
  azure: {
    name: "haven-azure",
    environment: "production",
    region: "westeurope",
    kubernetesVersion: "1.36",
    tags: { owner: "team-platform", costCentre: "4711", application: "common-ground", classification: "internal" },
    network: { cidr: "10.40.0.0/16" },
    access: { mode: "restricted", allowedCidrs: ["203.0.113.0/24"], administrators: { groupIds: [groupId] } },
    nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 }],
    backend: { type: "azurerm", resourceGroupName: "haven-state", storageAccountName: "havenstate", containerName: "tfstate" },
  },
  google: {
    ...googleProps(),
    name: "haven-google",
    environment: "production",
    tags: { owner: "team-platform", costCentre: "4711", application: "common-ground", classification: "internal" },
    backend: { type: "gcs", bucket: "haven-state" },
  },
  vsphere: {
    ...vsphereProps(),
    name: "haven-vsphere",
    environment: "production",
    kubernetesVersion: "1.36.6",
    tags: { owner: "team-platform", costCentre: "4711", application: "common-ground", classification: "internal" },
    etcdBackup: { agePublicKey: `age1${"q".repeat(58)}` },
    backend: { type: "http", address: "https://gitlab.gemeente.example/api/v4/projects/1/terraform/state" },
  },
};

/** The tests' copy of a reference cluster: what is under `clusters/` is meant to be edited, and no test may break on that. */
export function reference(provider: string): object {
  return references[provider] ?? template(provider);
}

/** A provider that has no reference yet is tested with its template. */
function template(provider: string): object {
  const text = readFileSync(resolve(__dirname, `../../templates/clusters/${provider}.yaml`), "utf8");
  const props = Object.entries(parse(text) as object).filter(([key]) => key !== "provider");
  return Object.fromEntries(props);
}
