import type { Json, JsonObject } from "../../core/reading/json";
import { object, string } from "../../core/reading/terraform-json";
import { isPrivate } from "../../core/addresses/addresses";
import { clusterRule, kubernetesApi } from "../machine-config/firewall";
import { documentKinds } from "./sections";

/**
 * Ranges that the machines' firewall lets in to the Kubernetes API, apart from the cluster's own private ranges; undefined where the
 * firewall lets everyone in, or where a rule isn't understood.
 */
export function allowedByFirewall(documents: readonly JsonObject[]): readonly string[] | undefined {
  const firewall = documents.filter(({ kind }) => documentKinds.firewall.some((known) => known === kind));
  if (JSON.stringify(firewall).includes('"$patch"')) return undefined;
  const blocks = firewall.find(({ kind }) => kind === "NetworkDefaultActionConfig")?.ingress === "block";
  const rules = firewall.filter(({ kind, portSelector }) => kind === "NetworkRuleConfig" && reachesApi(object(portSelector)));
  const ranges = rules.map(rangesOf);
  if (!blocks || rules.length === 0 || ranges.some((known) => known === undefined)) return undefined;
  return [...new Set(ranges.flatMap((known) => known ?? []))];
}

/** A rule of which the ports aren't understood may be about the API. */
function reachesApi({ ports, protocol }: JsonObject): boolean {
  if (protocol === "udp" || protocol === "icmp" || protocol === "icmpv6" || protocol === "sctp") return false;
  const list: readonly Json[] | undefined = Array.isArray(ports) ? (ports as readonly Json[]) : undefined;
  return list?.some((port) => covers(port)) ?? true;
}

function covers(port: Json): boolean {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(typeof port === "object" ? "" : String(port)) ?? [];
  return first === undefined || (Number(first) <= kubernetesApi && kubernetesApi <= Number(last));
}

function rangesOf({ name, ingress }: JsonObject): readonly string[] | undefined {
  if (!Array.isArray(ingress)) return undefined;
  const ranges = (ingress as readonly Json[]).map((entry) => string(object(entry).subnet ?? null));
  const known = ranges.flatMap((range) => range ?? []);
  if (known.length < ranges.length) return undefined;
  return name === clusterRule ? known.filter((range) => !isPrivate(range)) : known;
}
