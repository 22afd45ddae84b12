/** The store of secrets that external-secrets reads. */
export interface GoogleSecretStoreConfig {
  /**
   * Start of the names of the secrets in the project's Secret Manager that external-secrets may read. Of a shorter one nobody can tell
   * which secrets it opens.
   *
   * @pattern ^[\w-]{3,200}$
   * @form the start of a name such as zaken-production-, at least 3 characters
   */
  readonly prefix: string;
}
