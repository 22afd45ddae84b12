/** Where a part of an Azure cluster is put, and under which name. */
export interface AzurePartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
  /** Azure region, for example `westeurope`. */
  readonly region: string;
  readonly resourceGroupName: string;
  /** Put on everything that carries tags. */
  readonly tags: Readonly<Record<string, string>>;
}
