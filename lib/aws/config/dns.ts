/** The public Route 53 zone that contains the names of applications. */
export interface AwsDnsConfig {
  /**
   * Id of the public Route 53 zone that contains the names of applications, for example `Z0123456789ABCDEFGHIJ`. cert-manager writes
   * records in it to prove that the names are yours.
   *
   * @pattern ^Z[A-Z0-9]{7,31}$
   * @form the id of a zone such as Z0123456789ABCDEFGHIJ
   */
  readonly hostedZoneId: string;

  /**
   * Name of the zone, for example `apps.gemeente.example`.
   *
   * @pattern ^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$
   * @form the name of a zone such as apps.gemeente.example
   */
  readonly zone: string;

  /**
   * Lets external-dns write the names of applications too. The baseline's `externalDns` installs external-dns.
   *
   * @default false
   */
  readonly records?: boolean;
}
