import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";

export interface AwsDnsConfig {
  /**
   * Id of the public zone of Route 53 that applications have their names in, for example `Z0123456789ABCDEFGHIJ`. cert-manager proves with
   * records in it that the names are yours.
   */
  readonly hostedZoneId: string;

  /** Name of that zone, for example `apps.gemeente.example`. */
  readonly zone: string;

  /**
   * Lets external-dns write the names of applications too; the baseline's `externalDns` installs it.
   *
   * @default false
   */
  readonly records?: boolean;
}

export function dnsProblems(given: Incomplete<AwsDnsConfig>): Problem[] {
  const { hostedZoneId, zone } = literals<AwsDnsConfig>(given);
  return [
    ...(hostedZoneId === undefined || /^Z[A-Z0-9]{7,31}$/.test(hostedZoneId)
      ? []
      : [{ path: "dns.hostedZoneId", message: `"${hostedZoneId}" is not the id of a zone such as Z0123456789ABCDEFGHIJ` }]),
    ...(zone === undefined || /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(zone)
      ? []
      : [{ path: "dns.zone", message: `"${zone}" is not the name of a zone such as apps.gemeente.example` }]),
  ];
}
