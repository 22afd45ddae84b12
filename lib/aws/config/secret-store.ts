/** Secrets in AWS Secrets Manager that external-secrets may read. */
export interface AwsSecretStoreConfig {
  /**
   * Prefix of the names of the secrets that external-secrets may read. It has at least 3 characters, because a shorter prefix could expose
   * unrelated secrets.
   *
   * @pattern ^[\w/+=.\x40-]{3,256}$
   * @form the start of a name such as zaken/production/, at least 3 characters
   */
  readonly prefix: string;
}
