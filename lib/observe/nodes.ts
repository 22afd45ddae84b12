import { leastWorkers } from "../compliance/rules/haworkers";
import { few, type Judge, type Judged, kinds, listed, tallied, tally, whenRead } from "./judge";
import type { RunningNode } from "./running-cluster";

const zoneLabel = "metadata.labels[topology.kubernetes.io/zone]";

/** HCC passes two distinct zones, wherever the roles are. */
export const multiaz: Judge = ({ nodes }) =>
  whenRead([listed(nodes, kinds.nodes)], (all) => {
    const zones = all.flatMap(({ zone }) => zone ?? []);
    const bare = all.length - zones.length;
    const seen = tallied(zones) || "–";
    return {
      result: new Set(zones).size >= 2 ? "yes" : "no",
      because: {
        en: `nodes by zone: ${seen}${bare > 0 ? `; ${bare} without a zone` : ""}`,
        nl: `nodes per zone: ${seen}${bare > 0 ? `; ${bare} zonder zone` : ""}`,
      },
      evidence: [{ address: "Node", attribute: zoneLabel, value: tally(zones) }],
    };
  });

/** HCC counts the nodes of a control plane that it sees; one that the provider runs has none. */
export const hamasters: Judge = ({ nodes }, { predicted: { controlPlane } }) =>
  whenRead([listed(nodes, kinds.nodes)], (all) => {
    const masters = all.filter((node) => node.controlPlane);
    const evidence = [{ address: "Node", attribute: "metadata.labels[node-role.kubernetes.io/control-plane]", value: names(masters) }];
    if (masters.length > 0) return counted(masters, evidence);
    return controlPlane.managed === true
      ? {
          result: "yes",
          because: { en: "no node of it is to be seen: the provider runs it", nl: "er is geen node van te zien: de aanbieder draait hem" },
          evidence,
        }
      : {
          result: "no",
          because: { en: "no node is part of the control plane", nl: "geen enkele node hoort bij de besturingslaag" },
          evidence,
        };
  });

export const haworkers: Judge = ({ nodes }) =>
  whenRead([listed(nodes, kinds.nodes)], (all) => {
    const workers = all.filter((node) => !node.controlPlane);
    return counted(workers, [{ address: "Node", attribute: "status.conditions[Ready]", value: workers.filter(isReady).length }]);
  });

/**
 * HCC starts a pod on a node for this, and `observe` starts nothing. Two systems are in the name of the check, so that the name of the
 * image is enough; of others it says nothing.
 */
export const nodehardening: Judge = ({ nodes }) =>
  whenRead([nodes], (all) => {
    const images = all.map(({ image }) => image);
    if (images.length === 0 || !images.every((image) => /talos|flatcar/i.test(image))) return undefined;
    return {
      result: "yes",
      because: { en: `images: ${tallied(images)}`, nl: `images: ${tallied(images)}` },
      evidence: [{ address: "Node", attribute: "status.nodeInfo.osImage", value: tally(images) }],
    };
  });

/** HCC fails on any address of the type ExternalIP. */
export const privatenetworking: Judge = ({ nodes }) =>
  whenRead([listed(nodes, kinds.nodes)], (all) => {
    const exposed = all.filter(({ externalAddresses }) => externalAddresses.length > 0);
    const first = few(names(exposed));
    return {
      result: exposed.length === 0 ? "yes" : "no",
      because:
        exposed.length === 0
          ? { en: "no node has an external address", nl: "geen enkele node heeft een extern adres" }
          : { en: `external addresses on ${first.en}`, nl: `externe adressen op ${first.nl}` },
      evidence: exposed.slice(0, 20).map(({ name, externalAddresses }) => ({
        address: `Node/${name}`,
        attribute: "status.addresses[ExternalIP]",
        value: externalAddresses,
      })),
    };
  });

/** A node that isn't ready carries nothing. */
function counted(nodes: readonly RunningNode[], evidence: Judged["evidence"]): Judged {
  const ready = nodes.filter(isReady).length;
  const away = few(names(nodes.filter((node) => !node.ready)));
  return {
    result: ready >= leastWorkers ? "yes" : "no",
    because:
      ready === nodes.length
        ? { en: `${ready} nodes, all ready`, nl: `${ready} nodes, allemaal beschikbaar` }
        : {
            en: `${ready} of ${nodes.length} nodes are ready; not ${away.en}`,
            nl: `${ready} van ${nodes.length} nodes zijn beschikbaar; niet ${away.nl}`,
          },
    evidence,
  };
}

const isReady = ({ ready }: RunningNode) => ready;
const names = (nodes: readonly RunningNode[]) => nodes.map(({ name }) => name);
