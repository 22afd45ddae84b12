import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import type { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import type { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { StorageAccount, type StorageAccountConfig } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy";
import { Aspects, Fn, type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import type { ObjectStorage } from "../../core/storage/object-storage";
import { type StorageClass, storageClassNames } from "../../core/storage/storage-class";
import { azureDefaults } from "../config/defaults";
import type { AzurePartProps } from "../config/part";
import { storageProblems, type AzureStorageConfig } from "../config/storage";
import type { AzureNetwork } from "./network";
import { existingZoneLink, zoneLink } from "./private-dns";
import { beginPart } from "./part";
import { PrivateStorageFeature } from "./required-provider";
import { workloadIdentity } from "./workload-identity";

/** Settings of storage, and the network and cluster that use it. */
export interface AzureStorageProps extends AzurePartProps, AzureStorageConfig {
  readonly network: AzureNetwork;
  /** Principal of the cluster's identity: the file driver makes shares in its name. */
  readonly clusterPrincipalId: string;
  /** Issuer that vouches for service accounts. */
  readonly oidcIssuerUrl: string;
  /** @default nothing is protected */
  readonly preventDestroy?: { readonly sharedStorage: boolean; readonly objectStorage: boolean };
}

/**
 * Files over NFS for ReadWriteMany, and objects for logs and backups. Both in three zones, both without a public address,
 * both without keys that could leak.
 *
 * @haven rwxvolumes
 */
export class AzureStorage extends Construct {
  /** The login that runs Terraform, with its subscription. */
  readonly client: DataAzurermClientConfig;
  readonly files: StorageAccount;
  readonly objects: StorageAccount;
  readonly containers: { readonly logs: StorageContainer; readonly backups: StorageContainer };
  readonly identities: { readonly logs: WorkloadIdentity; readonly backups: WorkloadIdentity };
  readonly sharedStorageClass: StorageClass;
  readonly objectStorage: ObjectStorage;
  /** New private DNS zones, which other clusters may share; none of a service whose zone exists or is left to Azure Policy. */
  readonly privateDnsZones: { readonly file?: PrivateDnsZone; readonly blob?: PrivateDnsZone };
  /** Volumes and logs wait for these: private endpoints whose names resolve, rights, and trust in service accounts. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AzureStorageProps) {
    super(scope, id);
    beginPart<{ readonly storage: AzureStorageConfig; readonly region: string }>(this, props, {
      under: "storage",
      problems: ({ storage = {}, region }) => storageProblems(storage, region),
    });
    Aspects.of(TerraformStack.of(this)).add(new PrivateStorageFeature());
    const { preventDestroy } = props;
    const days = props.softDeleteDays ?? azureDefaults.softDeleteDays;
    this.client = new DataAzurermClientConfig(this, "current", {});
    const { subscriptionId } = this.client;

    this.files = account(this, "files", subscriptionId, props, {
      // NFS shares exist on premium file accounts only.
      accountKind: "FileStorage",
      accountTier: "Premium",
      accountReplicationType: "ZRS",
      shareProperties: { retentionPolicy: { days } },
      // Azure answers with settings for SMB that nobody gave and that NFS has no use for; each plan would take them back.
      lifecycle: { preventDestroy: preventDestroy?.sharedStorage ?? false, ignoreChanges: ["share_properties[0].smb"] },
    });
    this.objects = account(this, "objects", subscriptionId, props, {
      accountKind: "StorageV2",
      accountTier: "Standard",
      accountReplicationType: props.replication ?? "ZRS",
      blobProperties: { versioningEnabled: true, deleteRetentionPolicy: { days }, containerDeleteRetentionPolicy: { days } },
      lifecycle: { preventDestroy: preventDestroy?.objectStorage ?? false },
    });
    // Versions stay until something deletes them: without this, nothing that retention or a backup's expiry deletes is ever gone.
    new StorageManagementPolicy(this, "expiry", {
      storageAccountId: this.objects.id,
      rule: [
        {
          name: "versions",
          enabled: true,
          filters: { blobTypes: ["blockBlob"] },
          actions: { version: { deleteAfterDaysSinceCreation: days } },
        },
      ],
    });
    const [file, blob] = [this.privateEndpoint("file", this.files, props), this.privateEndpoint("blob", this.objects, props)];
    this.privateDnsZones = { file: file.zone, blob: blob.zone };
    const endpoints = [file.endpoint, blob.endpoint];

    // The narrowest built-in role that may make a share; the keys that it may list are switched off.
    const driver = new RoleAssignment(this, "driver-makes-shares", {
      scope: this.files.id,
      roleDefinitionName: "Storage Account Contributor",
      principalId: props.clusterPrincipalId,
      principalType: "ServicePrincipal",
    });
    this.sharedStorageClass = {
      name: storageClassNames.shared,
      provisioner: "file.csi.azure.com",
      parameters: {
        protocol: "nfs",
        skuName: "Premium_ZRS",
        resourceGroup: props.resourceGroupName,
        storageAccount: this.files.name,
        server: this.files.primaryFileHost,
        // Without this the driver opens service endpoints on every subnet of the network, which Terraform would close again.
        networkEndpointType: "privateEndpoint",
        // NFS itself is not encrypted, and the account refuses what isn't (AKS issue 5230).
        encryptInTransit: "true",
      },
      mountOptions: ["nconnect=4", "noresvport", "actimeo=30"],
      volumeBindingMode: "Immediate",
    };

    this.containers = {
      logs: new StorageContainer(this, "logs", { name: "logs", storageAccountId: this.objects.id, containerAccessType: "private" }),
      backups: new StorageContainer(this, "backups", {
        name: "backups",
        storageAccountId: this.objects.id,
        containerAccessType: "private",
      }),
    };
    this.objectStorage = {
      api: "azure-blob",
      region: props.region,
      account: this.objects.name,
      endpoint: this.objects.primaryBlobEndpoint,
      buckets: { logs: this.containers.logs.name, backups: this.containers.backups.name },
      backupConfig: {
        resourceGroup: props.resourceGroupName,
        storageAccount: this.objects.name,
        subscriptionId,
        // Without the address Velero would look it up, and its identity sees nothing of the account but its container.
        storageAccountURI: Fn.trimsuffix(this.objects.primaryBlobEndpoint, "/"),
        useAAD: "true",
      },
    };
    const workloads = { logs: this.workload("logs", props), backups: this.workload("backups", props) };
    this.identities = { logs: workloads.logs.workload, backups: workloads.backups.workload };
    this.ready = [...endpoints, driver, ...[workloads.logs, workloads.backups].flatMap(({ access, credential }) => [access, credential])];
  }

  /** An identity that reaches only its own container. */
  private workload(purpose: "logs" | "backups", props: AzureStorageProps) {
    const { identity, credential, ...workload } = workloadIdentity(this, purpose, props);
    const access = new RoleAssignment(this, `${purpose}-access`, {
      scope: this.containers[purpose].id,
      roleDefinitionName: "Storage Blob Data Contributor",
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    });
    return { workload, access, credential };
  }

  private privateEndpoint(service: "file" | "blob", to: StorageAccount, props: AzureStorageProps) {
    const { name, region: location, resourceGroupName, network, tags } = props;
    const { zone, zoneId, link } = this.privateDns(service, props);
    const endpoint = new PrivateEndpoint(this, `${service}-endpoint`, {
      name: resourceName(name, service, 80),
      location,
      resourceGroupName,
      subnetId: network.subnets.endpoints.id,
      privateServiceConnection: {
        name: service,
        privateConnectionResourceId: to.id,
        subresourceNames: [service],
        isManualConnection: false,
      },
      privateDnsZoneGroup: zoneId === undefined ? undefined : { name: service, privateDnsZoneIds: [zoneId] },
      // Names must resolve to the private address before anything mounts, and until the endpoint is destroyed.
      dependsOn: link && [link],
      // Azure Policy writes the group after the endpoint was created, and each plan would remove it.
      lifecycle: zoneId === undefined ? { ignoreChanges: ["private_dns_zone_group"] } : undefined,
      tags: { ...tags },
    });
    return { endpoint, zone };
  }

  /** The zone for an account's name; without an id the records are left to Azure Policy. */
  private privateDns(service: "file" | "blob", { privateDns, privateDnsZoneIds, network, ...props }: AzureStorageProps): StorageDns {
    if (privateDns === "policy") return {};
    const [id, zoneName, zoneId] = [`${service}-dns`, `privatelink.${service}.core.windows.net`, privateDnsZoneIds?.[service]];
    if (zoneId === undefined) {
      const { zone, link } = zoneLink(this, id, zoneName, network.virtualNetworkId, props);
      return { zone, zoneId: zone.id, link };
    }
    if (privateDns !== "link") return { zoneId };
    return { zoneId, link: existingZoneLink(this, id, zoneId, zoneName, network.virtualNetworkId, props) };
  }
}

interface StorageDns {
  readonly zone?: PrivateDnsZone;
  readonly zoneId?: string;
  readonly link?: PrivateDnsZoneVirtualNetworkLink;
}

type AccountKind = Pick<StorageAccountConfig, "accountTier" | "accountReplicationType"> & Partial<StorageAccountConfig>;

function account(scope: Construct, purpose: string, subscriptionId: string, props: AzurePartProps, kind: AccountKind): StorageAccount {
  const { name, region: location, resourceGroupName, tags } = props;
  // Account names are unique in all of Azure, and this cluster's name isn't; 24 lower case letters and digits at most.
  const readable = `${name.replace(/[^a-z0-9]/g, "").slice(0, 16 - purpose.length)}${purpose}`;
  return new StorageAccount(scope, purpose, {
    name: `${readable}${Fn.substr(Fn.sha256(Fn.join("/", [subscriptionId, name, purpose])), 0, 8)}`,
    location,
    resourceGroupName,
    publicNetworkAccessEnabled: false,
    sharedAccessKeyEnabled: false,
    defaultToOauthAuthentication: true,
    allowNestedItemsToBePublic: false,
    crossTenantReplicationEnabled: false,
    localUserEnabled: false,
    httpsTrafficOnlyEnabled: true,
    minTlsVersion: "TLS1_2",
    tags: { ...tags },
    ...kind,
  });
}
