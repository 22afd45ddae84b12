/**
 * Backend for Terraform's state. The key is the name of the stack. Credentials come from the environment, as Terraform documents for
 * each type.
 *
 * @discriminator type
 */
export type Backend = AzurermBackendConfig | S3BackendConfig | GcsBackendConfig | HttpBackendConfig | PgBackendConfig | LocalBackendConfig;

/** A container in an Azure storage account. Entra ID controls access. */
export interface AzurermBackendConfig {
  readonly type: "azurerm";
  /**
   * Resource group that the account is in.
   *
   * @pattern ^[\w().-]{0,89}[\w()-]$
   * @form the name of a resource group
   */
  readonly resourceGroupName: string;
  /**
   * Storage account that holds the state.
   *
   * @pattern ^[a-z0-9]{3,24}$
   * @form the name of a storage account: 3 to 24 lower case letters and digits
   */
  readonly storageAccountName: string;
  /**
   * Container in the account.
   *
   * @pattern ^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$
   * @form the name of a container: 3 to 63 lower case letters, digits and single dashes
   */
  readonly containerName: string;
}

/** A bucket on S3, with a lock file beside the state. */
export interface S3BackendConfig {
  readonly type: "s3";
  /**
   * Bucket that holds the state.
   *
   * @pattern ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
   * @form the name of a bucket: 3 to 63 lower case letters, digits, dots and dashes
   */
  readonly bucket: string;
  /**
   * Region of the bucket.
   *
   * @pattern ^[a-z]+(-[a-z]+)+-\d+$
   * @form a region such as eu-central-1
   */
  readonly region: string;
}

/** A bucket on Google Cloud Storage. */
export interface GcsBackendConfig {
  readonly type: "gcs";
  /**
   * Bucket that holds the state.
   *
   * @pattern ^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$
   * @form the name of a bucket: lower case letters, digits, dots, dashes and _
   */
  readonly bucket: string;
}

/** GitLab's state, or another server with the same protocol. User and password come from `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD`. */
export interface HttpBackendConfig {
  readonly type: "http";
  /**
   * For GitLab `https://gitlab.example/api/v4/projects/<id>/terraform/state`; the name of the stack is appended.
   *
   * @pattern ^https://[^\s/]+\S*$|^http://(localhost|127\.0\.0\.1)\b\S*$
   * @form an https address: state holds what Terraform knows, secrets among it
   */
  readonly address: string;
}

/** PostgreSQL, with one schema per stack. The connection comes from `PG_CONN_STR`. */
export interface PgBackendConfig {
  readonly type: "pg";
}

/** A file on this machine, for a first try: a colleague who applies the stack would create everything again. */
export interface LocalBackendConfig {
  readonly type: "local";
  /**
   * Folder, relative to the folder of the stack under `cdktf.out/stacks`.
   *
   * @default the folder that holds `cdktf.out`
   * @pattern ^(?![/\\~]|[A-Za-z]:).
   * @form a relative folder: an absolute path is of one machine, and no other would find it
   */
  readonly folder?: string;
}
