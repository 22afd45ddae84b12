/** Machines are called <name>-<pool>-<zone>-<number>, and a host name has 63 characters. */
export const nameLength = 30;

/** What every part of a vSphere cluster is told. */
export interface VspherePartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
}
