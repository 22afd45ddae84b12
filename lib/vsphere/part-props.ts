/** What every part of a vSphere cluster is told. */
export interface VspherePartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
}
