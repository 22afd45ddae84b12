/** The store of secrets that external-secrets reads. */
export interface AwsSecretStoreConfig {
  /**
   * Start of the names of the secrets in Secrets Manager that external-secrets may read. Of a shorter one nobody can tell which secrets it
   * opens.
   *
   * @pattern ^[\w/+=.\x40-]{3,256}$
   * @form the start of a name such as zaken/production/, at least 3 characters
   */
  readonly prefix: string;
}
