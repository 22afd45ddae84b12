import { DnsManagedZoneIamMember } from "@cdktf/provider-google/lib/dns-managed-zone-iam-member";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterDns } from "../core/cluster";
import { type Problem, problemsIn, rejectProblems } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literals } from "../core/literals";
import type { WorkloadIdentity } from "../core/storage";
import { requireGoogle } from "./provider";
import { type GoogleWorkloadProps, workloadIdentity } from "./workload-identity";

export interface GoogleDnsConfig {
  /**
   * Name of the public zone of Cloud DNS that applications have their names in, for example `apps-gemeente`. cert-manager proves with
   * records in it that the names are yours; whoever deploys must be able to give it that right.
   */
  readonly managedZone: string;

  /** What the zone is for, for example `apps.gemeente.example`. */
  readonly zone: string;

  /** Project that the zone is in. @default the cluster's */
  readonly zoneProjectId?: string;

  /**
   * Lets external-dns write the names of applications too; the baseline's `externalDns` installs it.
   *
   * @default false
   */
  readonly records?: boolean;
}

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
    rejectProblems(this.node.path, problemsIn("dns", dnsProblems(props)));
    requireGoogle(this);
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

export function dnsProblems(given: Incomplete<GoogleDnsConfig>): Problem[] {
  const { managedZone, zone, zoneProjectId } = literals<GoogleDnsConfig>(given);
  return [
    ...(managedZone === undefined || /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(managedZone)
      ? []
      : [
          {
            path: "dns.managedZone",
            message: `"${managedZone}" is not the name of a zone in Cloud DNS`,
            hint: "gcloud dns managed-zones list",
          },
        ]),
    ...(zone === undefined || /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(zone)
      ? []
      : [{ path: "dns.zone", message: `"${zone}" is not the name of a zone such as apps.gemeente.example` }]),
    ...(zoneProjectId === undefined ? [] : projectIdProblems("dns.zoneProjectId", zoneProjectId)),
  ];
}

/** Ids of projects; those of an organisation's own domain or universe have that before them. */
export function projectIdProblems(path: string, projectId: string): Problem[] {
  return /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(projectId)
    ? []
    : [{ path, message: `"${projectId}" is not the id of a project`, hint: "gcloud projects list" }];
}
