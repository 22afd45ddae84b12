import { charts } from "../baseline/charts";
import { guardrails } from "../baseline/guardrails";
import type { BaselineReport, ClusterReport, DriftReport } from "../compliance/report";
import { minorOf } from "../core/cluster/kubernetes-version";
import { inBoth, type Text } from "../core/text/text";
import { described } from "./inside";
import { few, kinds, listed, tallied } from "./judge";
import type { Read, RunningCluster, RunningNode, Workload } from "./running-cluster";

/** What the report says of the cluster, beside what runs. */
export function drift(cluster: RunningCluster, predicted: ClusterReport): readonly DriftReport[] {
  const nodes = listed(cluster.nodes, kinds.nodes);
  const { kubernetesVersion, region, zones, minNodes, baseline } = predicted;
  const said = minorOf(kubernetesVersion);
  // A release channel names no minor, so that none differs from it.
  const isSaid = (version: string) => !/^\d/.test(said) || minorOf(version.replace(/^v/, "")) === said;
  return [
    row("Kubernetes", said, cluster.version, (version) => ({ seen: version, same: isSaid(version) })),
    row({ en: "Kubernetes on the nodes", nl: "Kubernetes op de nodes" }, said, nodes, (all) => ({
      seen: tallied(all.map(({ kubelet }) => kubelet)),
      same: all.every(({ kubelet }) => isSaid(kubelet)),
    })),
    row({ en: "Region", nl: "Regio" }, region, nodes, (all) => ({
      seen: tallied(all.map((node) => node.region ?? "–")),
      same: all.every((node) => node.region === region),
    })),
    row("Zones", zones.join(", "), nodes, (all) => zonesOf(all, predicted)),
    row(
      { en: "Nodes for applications", nl: "Nodes voor applicaties" },
      { en: `at least ${minNodes}`, nl: `minstens ${minNodes}` },
      nodes,
      (all) => {
        const count = all.filter(({ controlPlane, tainted, ready }) => !controlPlane && !tainted && ready).length;
        return { seen: String(count), same: count >= minNodes };
      },
    ),
    ...(baseline ? inside(cluster, baseline) : []),
  ];
}

function inside(cluster: RunningCluster, { components, storageClasses, switchedOff }: BaselineReport): readonly DriftReport[] {
  const isOn = (part: string) => !switchedOff.some(({ name }) => name === part);
  const namespaces = [...new Set(components.map(({ namespace }) => namespace))];
  const guards = Object.values(guardrails()).flatMap(({ kind, metadata }) => (kind === "ValidatingAdmissionPolicy" ? [metadata.name] : []));
  return [
    named(
      { en: "Storage classes", nl: "Opslagklassen" },
      [...(storageClasses.block ?? []), ...(storageClasses.shared === null ? [] : [storageClasses.shared])],
      listed(cluster.storageClasses, kinds.storageClasses),
      ({ name }) => name,
    ),
    ...components.flatMap(({ namespace, release, chart }) =>
      chart === undefined || release === null || withoutWorkloads.includes(chart.name)
        ? []
        : [
            row(`${namespace}/${release}`, `${chart.name}-${chart.version}`, listed(cluster.workloads, kinds.workloads), (all) =>
              installed(
                all.filter((workload) => workload.namespace === namespace && workload.release === release),
                `${chart.name}-${chart.version}`,
              ),
            ),
          ],
    ),
    named(
      { en: "Namespaces with a Pod Security level", nl: "Namespaces met een Pod Security-niveau" },
      namespaces,
      listed(cluster.namespaces, kinds.namespaces),
      (each) => (each.podSecurity === undefined ? undefined : each.name),
    ),
    ...(isOn("networkPolicies")
      ? [
          named(
            { en: "Namespaces shut by a network policy", nl: "Namespaces die een netwerkregel afsluit" },
            namespaces,
            cluster.shutNamespaces,
            (name) => name,
          ),
        ]
      : []),
    ...(isOn("guardrails") ? [named("Guardrails", guards, cluster.admissionPolicies, (name) => name)] : []),
  ];
}

/** Charts that bring types or settings and run nothing themselves. */
const withoutWorkloads: readonly string[] = [charts.prometheusOperatorCrds.name, charts.fluxInstance.name];

interface Sight {
  readonly seen: Text | string;
  readonly same: boolean;
}

function row<T>(title: Text | string, predicted: Text | string, read: Read<T>, look: (value: T) => Sight): DriftReport {
  const said = { title: inBoth(title), predicted: inBoth(predicted) };
  if ("refused" in read) return { ...said, seen: read.refused, result: "unknown" };
  const { seen, same } = look(read.value);
  return { ...said, seen: inBoth(seen), result: same ? "same" : "different" };
}

/** Whether all of these are there, by name; others may be there too. */
function named<T>(
  title: Text | string,
  wanted: readonly string[],
  read: Read<readonly T[]>,
  nameOf: (each: T) => string | undefined,
): DriftReport {
  // Where nothing is wanted, nothing can be amiss: that is no comparison.
  const compared: Read<readonly T[]> =
    wanted.length > 0 ? read : { refused: { en: "the report names none", nl: "het rapport noemt er geen" } };
  return row(title, few(wanted), compared, (all) => {
    const there = new Set(all.map(nameOf));
    const absent = wanted.filter((name) => !there.has(name));
    const first = few(absent);
    return absent.length === 0
      ? { seen: { en: "all there", nl: "allemaal aanwezig" }, same: true }
      : { seen: { en: `not there: ${first.en}`, nl: `niet aanwezig: ${first.nl}` }, same: false };
  });
}

/** Zones that a provider names or numbers within a region; its nodes may say region and zone together. */
function zonesOf(nodes: readonly RunningNode[], { region, zones }: ClusterReport): Sight {
  const seen = nodes.map(({ zone = "–" }) => zone);
  const plain = new Set(seen.map((zone) => (zones.includes(zone) ? zone : zone.replace(`${region}-`, ""))));
  return { seen: tallied(seen), same: plain.size === zones.length && zones.every((zone) => plain.has(zone)) };
}

function installed(workloads: readonly Workload[], chart: string): Sight {
  if (workloads.length === 0) return { seen: { en: "not there", nl: "niet aanwezig" }, same: false };
  const isIdle = workloads.every(({ wanted }) => wanted === 0);
  const lacking = workloads.filter(({ ready, wanted }) => isIdle || ready < wanted);
  const first = few(lacking.map(described));
  // Not every chart says which one it is.
  const other = workloads.some((workload) => workload.chart !== undefined && workload.chart !== chart);
  if (other) return { seen: tallied(workloads.map((workload) => workload.chart ?? "–")), same: false };
  return lacking.length === 0
    ? { seen: { en: `${workloads.length} workloads, all ready`, nl: `${workloads.length} workloads, allemaal beschikbaar` }, same: true }
    : { seen: { en: `not ready: ${first.en}`, nl: `niet beschikbaar: ${first.nl}` }, same: false };
}
