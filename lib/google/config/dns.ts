import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";

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
