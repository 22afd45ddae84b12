/** Where a part of a Google cluster is put, and under which name. */
export interface GooglePartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
  /** Google region, for example `europe-west4`. */
  readonly region: string;
  /** Id of the project; what it is made of may be a reference that waits for the project's APIs. */
  readonly projectId: string;
  /** Put on everything that carries labels. */
  readonly tags: Readonly<Record<string, string>>;
}
