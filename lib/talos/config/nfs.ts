/** An export that is there already. NFS knows addresses only, so let it in from the machines' subnet and no other. */
export interface NfsSharedStorage {
  readonly type: "nfs";
  /** Name or address of the server. */
  readonly server: string;
  /**
   * Path of the export. Every claim gets a folder in it.
   *
   * @pattern ^/\S*$
   * @form the path of an export, such as /exports/zaken
   */
  readonly share: string;
  /** Version of NFS. @default 4.1 */
  readonly version?: "4.1" | "4.2" | "3";
}
