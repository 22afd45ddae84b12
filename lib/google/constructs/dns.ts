import { DnsManagedZoneIamMember } from "@cdktf/provider-google/lib/dns-managed-zone-iam-member";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterDns } from "../../core/cluster/platform";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import type { GoogleDnsConfig } from "../config/dns";
import { beginPart } from "./part";
import { type GoogleWorkloadProps, workloadIdentity } from "./workload-identity";

/** The zone, and what workloads that write in it need. */
export type GoogleDnsProps = GoogleWorkloadProps & GoogleDnsConfig;

/** The right to write records in a zone that was there before, for cert-manager alone. */
export class GoogleDns extends Construct implements ClusterDns {
  readonly zone: string;
  readonly certificates: WorkloadIdentity;
  readonly solver: ClusterDns["solver"];
  readonly records?: ClusterDns["records"];
  /** What a certificate waits for. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: GoogleDnsProps) {
    super(scope, id);
    beginPart(this, props, { under: "dns" });
    const { managedZone, zone, projectId, zoneProjectId: project = projectId } = props;
    const mayWrite = (purpose: "certificates" | "dns", member: string) =>
      new DnsManagedZoneIamMember(this, `${purpose}-write-records`, { project, managedZone, role: "roles/dns.admin", member });
    const certificates = workloadIdentity(this, "certificates", props);
    this.zone = zone;
    this.certificates = certificates.workload;
    // With the zone's name cert-manager need not look through the project's.
    this.solver = { cloudDNS: { project, hostedZoneName: managedZone } };
    const ready: ITerraformDependable[] = [...certificates.ready, mayWrite("certificates", certificates.account.member)];
    if (props.records) {
      const records = workloadIdentity(this, "dns", props);
      this.records = {
        identity: records.workload,
        values: { provider: { name: "google" }, extraArgs: [`--google-project=${project}`, "--google-zone-visibility=public"] },
      };
      ready.push(
        ...records.ready,
        mayWrite("dns", records.account.member),
        // external-dns looks through the project's zones.
        new ProjectIamMember(this, "dns-lists-zones", { project, role: "roles/dns.reader", member: records.account.member }),
      );
    }
    this.ready = ready;
  }
}
