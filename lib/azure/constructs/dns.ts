import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterDns } from "../../core/cluster/platform";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import { type AzureDnsConfig, dnsProblems } from "../config/dns";
import type { AzurePartProps } from "../config/part";
import { idPart } from "./id-part";
import { beginPart } from "./part";
import { workloadIdentity } from "./workload-identity";

/** The zone, and what workloads that write in it need. */
export interface AzureDnsProps extends AzurePartProps, AzureDnsConfig {
  /** Issuer that vouches for service accounts. */
  readonly oidcIssuerUrl: string;
}

/** The right to write records in a zone that was there before, for cert-manager alone. */
export class AzureDns extends Construct implements ClusterDns {
  readonly zone: string;
  readonly certificates: WorkloadIdentity;
  readonly solver: ClusterDns["solver"];
  readonly records?: ClusterDns["records"];
  /** Certificates wait for these: rights in the zone, and the trust in the service accounts that have them. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AzureDnsProps) {
    super(scope, id);
    beginPart<{ readonly dns: AzureDnsConfig }>(this, props, {
      under: "dns",
      problems: ({ dns = {} }) => dnsProblems(dns),
    });
    const subscriptionID = idPart(props.zoneId, "subscription");
    const resourceGroupName = idPart(props.zoneId, "resourceGroup");
    const zone = idPart(props.zoneId, "name");
    const { identity, credential, ...certificates } = workloadIdentity(this, "certificates", props);
    this.zone = zone;
    this.certificates = certificates;
    this.solver = {
      azureDNS: {
        subscriptionID,
        resourceGroupName,
        hostedZoneName: zone,
        environment: "AzurePublicCloud",
        managedIdentity: { clientID: identity.clientId },
      },
    };
    const ready: ITerraformDependable[] = [this.mayWrite("certificates", identity.principalId, props), credential];
    if (props.records) {
      const { identity: writer, credential: trust, ...records } = workloadIdentity(this, "dns", props);
      const { tenantId } = new DataAzurermClientConfig(this, "current", {});
      this.records = { identity: records, values: externalDnsValues(tenantId, subscriptionID, resourceGroupName) };
      ready.push(this.mayWrite("dns", writer.principalId, props), trust);
    }
    this.ready = ready;
  }

  private mayWrite(who: string, principalId: string, { zoneId }: AzureDnsProps): RoleAssignment {
    return new RoleAssignment(this, `${who}-write-records`, {
      scope: zoneId,
      // The narrowest built-in role that may write a record.
      roleDefinitionName: "DNS Zone Contributor",
      principalId,
      principalType: "ServicePrincipal",
    });
  }
}

/** external-dns reads this from a file; nothing in it is secret. */
function externalDnsValues(tenantId: string, subscriptionId: string, resourceGroup: string) {
  const file = { tenantId, subscriptionId, resourceGroup, useWorkloadIdentityExtension: true };
  return {
    provider: { name: "azure" },
    secretConfiguration: { enabled: true, mountPath: "/etc/kubernetes", data: { "azure.json": Fn.jsonencode(file) } },
  };
}
