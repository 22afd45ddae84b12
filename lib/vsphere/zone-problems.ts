import { blankProblems } from "../core/validation/blank";
import type { Problem } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import type { VsphereZone } from "./zones";

/** What vCenter would refuse of zones, or what makes zones of them in name only. */
export function zoneProblems(zones: readonly Incomplete<VsphereZone>[], given: boolean): Problem[] {
  const names = zones.map(({ name }) => name);
  return [
    ...(given && zones.length < 2
      ? [
          {
            path: "zones",
            message: `are ${zones.length}; Haven asks for nodes in at least two`,
            hint: "hosts of one compute cluster can be zones too",
          },
        ]
      : []),
    ...zones.flatMap((zone, index) => {
      const at = (key: string) => `zones[${index}].${key}`;
      const { name, hosts, datacenter, computeCluster, datastore, network, resourcePool, storagePolicy } = zone;
      const looked = { datacenter, computeCluster, datastore, network, resourcePool, storagePolicy };
      return [
        ...(name !== undefined && !/^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/.test(name)
          ? [{ path: at("name"), message: `"${name}" is not a name: lower case letters, digits and dashes, 20 at most` }]
          : []),
        ...(name !== undefined && names.indexOf(name) < index
          ? [{ path: at("name"), message: `"${name}" is the name of another zone` }]
          : []),
        ...(hosts?.length === 0 ? [{ path: at("hosts"), message: "is empty; leave it out for every host of the compute cluster" }] : []),
        ...(hosts !== undefined && new Set(hosts).size < hosts.length ? [{ path: at("hosts"), message: "name a host twice" }] : []),
        ...blankProblems(Object.fromEntries((hosts ?? []).map((host, place) => [at(`hosts[${place}]`), host]))),
        ...blankProblems(Object.fromEntries(Object.entries(looked).map(([key, value]) => [at(key), value]))),
        // They stand between quotes and commas in the storage driver's settings.
        ...(datacenter !== undefined && /["\\,\n]/.test(datacenter)
          ? [{ path: at("datacenter"), message: `"${datacenter}" has a quote, backslash or comma, which the storage driver can't be told` }]
          : []),
        ...sharedHostProblems(zones, index),
      ];
    }),
  ];
}

/** Two zones in one compute cluster must say which hosts are whose, or both fail together. */
function sharedHostProblems(zones: readonly Incomplete<VsphereZone>[], index: number): Problem[] {
  const zone = zones[index];
  const others = zones.slice(0, index).filter((other) => sameCluster(zone, other));
  return others.flatMap((other) => {
    if (zone?.hosts === undefined || other.hosts === undefined) {
      return [
        {
          path: `zones[${index}].hosts`,
          message: `is missing in one of the zones ${other.name ?? ""} and ${zone?.name ?? ""}, which are in the same compute cluster`,
        },
      ];
    }
    const both = zone.hosts.filter((host) => other.hosts?.includes(host));
    return both.length === 0 ? [] : [{ path: `zones[${index}].hosts`, message: `${both.join(", ")} is of zone ${other.name ?? ""} too` }];
  });
}

function sameCluster(a: Incomplete<VsphereZone> | undefined, b: Incomplete<VsphereZone>): boolean {
  return a?.computeCluster !== undefined && a.computeCluster === b.computeCluster && a.datacenter === b.datacenter;
}
