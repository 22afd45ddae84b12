/** The public zone in which applications have their names. */
export interface AwsDnsConfig {
  /**
   * Id of the public zone of Route 53 that applications have their names in, for example `Z0123456789ABCDEFGHIJ`. cert-manager proves with
   * records in it that the names are yours.
   *
   * @pattern ^Z[A-Z0-9]{7,31}$
   * @form the id of a zone such as Z0123456789ABCDEFGHIJ
   */
  readonly hostedZoneId: string;

  /**
   * Name of that zone.
   *
   * @pattern ^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$
   * @form the name of a zone such as apps.gemeente.example
   */
  readonly zone: string;

  /**
   * Lets external-dns write the names of applications too; the baseline's `externalDns` installs it.
   *
   * @default false
   */
  readonly records?: boolean;
}
