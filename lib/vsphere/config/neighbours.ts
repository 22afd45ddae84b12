import { placedPools } from "../../talos/config/node-pool";
import { placeMachines } from "../../talos/config/placement";
import type { Problem } from "../../core/validation/errors";
import type { VsphereHavenClusterProps } from "./cluster";

/** Something outside a cluster that it uses, for example an address, and the prop that says so. */
interface Claim {
  /** The same for two clusters that use the same thing. */
  readonly key: string;
  readonly path: string;
  readonly what: string;
}

/** Things that one cluster alone can use: a second one would not come up, or would break the first. */
export function exclusiveClaims({
  name,
  vcenter,
  zones,
  network,
  nodePools,
  controlPlane = {},
}: VsphereHavenClusterProps): readonly Claim[] {
  const { server } = vcenter;
  const [first] = zones;
  const pools = Object.entries(placedPools(nodePools, controlPlane)).flatMap(
    ([path, { name: pool = "", nodes = 0, addressOffset = 0, zones: used }]) =>
      placeMachines({ name: pool, nodes, addressOffset, zones: used }, network, zones).map(({ zone, address, id }) => ({
        path: `${path}.addressOffset`,
        address,
        what: `machine ${id}`,
        zone: zones.find((each) => each.name === zone),
      })),
  );
  const own = [
    { path: "network.virtualIp", address: network.virtualIp, what: "the Kubernetes API", zone: first },
    { path: "network.loadBalancer", address: network.loadBalancer.first, what: "the gateway", zone: first },
    ...pools,
  ];
  return [
    ...[...new Set(zones.map(({ datacenter }) => datacenter))].map((datacenter) => ({
      key: JSON.stringify(["folder", server, datacenter, name]),
      path: "name",
      what: `the folder ${name} in datacenter ${datacenter}`,
    })),
    ...own.flatMap(({ path, address, what, zone }) =>
      address === undefined || zone === undefined
        ? []
        : [{ key: JSON.stringify(["address", server, zone.datacenter, zone.network, address]), path, what: `${address} (${what})` }],
    ),
  ];
}

/** Things that two clusters can use without an error, and shouldn't: both write in one place, and keep or delete what the other one wrote. */
export function sharedClaims({ name, vcenter, storage: { objects, shared } }: VsphereHavenClusterProps): readonly Claim[] {
  return [
    { key: JSON.stringify(["volumes", vcenter.server, name]), path: "name", what: `the id "${name}" of the storage driver in vCenter` },
    ...(objects === undefined
      ? []
      : [
          { path: "storage.objects.logsBucket", bucket: objects.logsBucket },
          { path: "storage.objects.backupsBucket", bucket: objects.backupsBucket },
        ].map(({ path, bucket }) => ({
          key: JSON.stringify(["bucket", objects.endpoint.replace(/\/$/, ""), bucket]),
          path,
          what: `the bucket ${bucket}`,
        }))),
    ...(shared.type === "nfs"
      ? [{ key: JSON.stringify(["share", shared.server, shared.share]), path: "storage.shared.share", what: `the share ${shared.share}` }]
      : []),
  ];
}

/** Claims that another cluster made before, as problems: the first of each prop. */
export function takenProblems(claims: readonly Claim[], taken: ReadonlyMap<string, string>): Problem[] {
  const problems = claims.flatMap(({ key, path, what }) => {
    const other = taken.get(key);
    return other === undefined ? [] : [{ path, message: `${what} is in use by ${other}, another cluster of this app` }];
  });
  return problems.filter(({ path }, index) => problems.findIndex((other) => other.path === path) === index);
}
