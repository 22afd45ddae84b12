import type { GoogleProjectId } from "./project";

/** The public zone in which applications have their names. */
export interface GoogleDnsConfig {
  /**
   * Name of the public zone of Cloud DNS that applications have their names in, for example `apps-gemeente`. cert-manager proves with
   * records in it that the names are yours; whoever deploys must be able to give it that right.
   *
   * @pattern ^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$
   * @form the name of a zone in Cloud DNS, as "gcloud dns managed-zones list" prints it
   */
  readonly managedZone: string;

  /**
   * What the zone is for.
   *
   * @pattern ^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$
   * @form the name of a zone such as apps.gemeente.example
   */
  readonly zone: string;

  /** Project that the zone is in. @default the cluster's */
  readonly zoneProjectId?: GoogleProjectId;

  /**
   * Lets external-dns write the names of applications too; the baseline's `externalDns` installs it.
   *
   * @default false
   */
  readonly records?: boolean;
}
