import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { resourceIdProblems } from "./resource-ids";

/** The public zone in which applications have their names. */
export interface AzureDnsConfig {
  /**
   * Id of the public DNS zone that applications have their names in, for example `…/providers/Microsoft.Network/dnsZones/apps.gemeente.example`.
   * cert-manager proves with records in it that the names are yours; whoever deploys must be able to give it that right.
   */
  readonly zoneId: string;

  /**
   * Lets external-dns write the names of applications too; the baseline's `externalDns` installs it.
   *
   * @default false
   */
  readonly records?: boolean;
}

export function dnsProblems(given: Incomplete<AzureDnsConfig>): Problem[] {
  const { zoneId } = literals<AzureDnsConfig>(given);
  return zoneId === undefined ? [] : resourceIdProblems("dns.zoneId", zoneId, "Microsoft.Network/dnsZones");
}
