/**
 * Where Terraform keeps its state. The key in it is the name of the stack. Credentials come from the environment, as
 * Terraform documents for each type.
 *
 * @discriminator type
 */
export type Backend = AzurermBackendConfig | S3BackendConfig | GcsBackendConfig | HttpBackendConfig | PgBackendConfig | LocalBackendConfig;

/** A container in an Azure storage account; Entra ID decides who reaches it. */
export interface AzurermBackendConfig {
  readonly type: "azurerm";
  /** Resource group that the account is in. */
  readonly resourceGroupName: string;
  /** Storage account that holds the state. */
  readonly storageAccountName: string;
  /** Container in the account. */
  readonly containerName: string;
}

/** A bucket on S3, with a lock file beside the state. */
export interface S3BackendConfig {
  readonly type: "s3";
  /** Bucket that holds the state. */
  readonly bucket: string;
  /** Region of the bucket. */
  readonly region: string;
}

/** A bucket on Google Cloud Storage. */
export interface GcsBackendConfig {
  readonly type: "gcs";
  /** Bucket that holds the state. */
  readonly bucket: string;
}

/** GitLab's state, or what speaks the same. User and password come from `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD`. */
export interface HttpBackendConfig {
  readonly type: "http";
  /** For GitLab `https://gitlab.example/api/v4/projects/<id>/terraform/state`; the name of the stack is put behind it. */
  readonly address: string;
}

/** PostgreSQL, one schema a stack. The connection comes from `PG_CONN_STR`. */
export interface PgBackendConfig {
  readonly type: "pg";
}

/** A file on this machine, for a try: whoever else applies the stack makes everything again. */
export interface LocalBackendConfig {
  readonly type: "local";
  /** Folder, relative to the folder of the stack under `cdktf.out/stacks`. @default the folder that holds `cdktf.out` */
  readonly folder?: string;
}
