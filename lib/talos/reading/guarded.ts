import { parseAllDocuments } from "yaml";
import {
  type ApiReach,
  alike,
  asText,
  type GuardedType,
  harmless,
  idAfter,
  knownAfterApply,
  plannedAt,
  type Safeguard,
} from "../../core/reading/guarded";
import type { Json, JsonObject } from "../../core/reading/json";
import { object } from "../../core/reading/terraform-json";

/** Ports of the Kubernetes API, and of the Talos API, which rules the machine itself. */
const apiPorts = [6443, 50_000];

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/**
 * Configuration of a machine after the patches that are applied with it, in the order in which Talos reads them. It is sensitive: only ranges and
 * the version are ever shown. Undefined when unknown, or when a patch has a form that is not understood here.
 */
function documents(values: JsonObject): readonly JsonObject[] | undefined {
  const [input, patches] = [plannedAt(values, "machine_configuration_input") ?? null, plannedAt(values, "config_patches") ?? []];
  const texts = [input, ...(patches === knownAfterApply ? [patches] : list(patches))];
  if (texts.some((text) => typeof text !== "string" || text === knownAfterApply)) return undefined;
  const parsed = texts.flatMap((text) => parseAllDocuments(asText(text)).map((each) => each.toJS() as Json));
  // A list is a JSON patch (RFC 6902), and `$patch: delete` takes away.
  const isPlain = (document: Json) => !Array.isArray(document) && !JSON.stringify(document ?? null).includes('"$patch"');
  return parsed.every(isPlain) ? parsed.map(object) : undefined;
}

/** Sections of the main document, later ones last. */
const mains = (values: JsonObject): readonly JsonObject[] | undefined => documents(values)?.filter(({ kind }) => kind === undefined);

/** The last value at a path, as a patch overrides it. */
function setting(values: JsonObject, path: string): Json | undefined {
  return mains(values)
    ?.map((main) => plannedAt(main, path))
    .filter((value) => value !== undefined && value !== null)
    .at(-1);
}

/** From the input alone: no patch changes the type of a machine. */
function isControlPlane({ machine_configuration_input: input = null }: JsonObject): boolean {
  if (typeof input !== "string" || input === knownAfterApply) return false;
  return parseAllDocuments(input).some((each) => plannedAt(object(each.toJS() as Json), "machine.type") === "controlplane");
}

function kubernetesVersion(values: JsonObject): string | undefined {
  const image = setting(values, "cluster.apiServer.image");
  return typeof image === "string" ? /:v?(\d[\d.]*)/.exec(image)?.[1] : undefined;
}

/** Whether a port or a range of ports of a firewall rule holds one of an API. */
function isApiPort(port: Json): boolean {
  const [from = "", to = from] = asText(port).split("-");
  return apiPorts.some((api) => Number(from) <= api && api <= Number(to));
}

/** The machine's own firewall is the only protection of the API. Every rule for its port counts, not only the library's own. */
function reach(values: JsonObject): ApiReach {
  if (!isControlPlane(values)) return { public: undefined, ranges: undefined };
  const all = documents(values);
  if (all === undefined) return { public: true, ranges: undefined };
  const blocks = all.filter(({ kind }) => kind === "NetworkDefaultActionConfig").at(-1)?.ingress === "block";
  const rules = all.filter(({ kind }) => kind === "NetworkRuleConfig");
  const names = rules
    .filter(({ portSelector }) => {
      const { protocol = "tcp", ports } = object(portSelector);
      return protocol === "tcp" && list(ports).some(isApiPort);
    })
    .map(({ name = null }) => name);
  // A patch may add ranges to a rule that another document gives its ports.
  const ranges = rules
    .filter(({ name = null }) => names.includes(name))
    .flatMap(({ ingress }) => list(ingress).map((entry) => object(entry).subnet ?? null));
  if (ranges.some((range) => typeof range !== "string")) return { public: true, ranges: undefined };
  return { public: true, ranges: blocks ? [...new Set(ranges.map(String))] : [] };
}

/** Effects of taints that a node registers with, and of those that Talos sets. */
function isUntainted(values: JsonObject): boolean | undefined {
  if (mains(values) === undefined) return undefined;
  const registered = list(setting(values, "machine.kubelet.extraConfig.registerWithTaints")).map((taint) => asText(object(taint).effect));
  const set = Object.values(object(setting(values, "machine.nodeTaints"))).map((taint) => asText(taint).replace(/^.*:/, ""));
  return ![...registered, ...set].some((effect) => effect === "NoSchedule" || effect === "NoExecute");
}

/** A rule for the control plane; other machines keep it always. */
const ofControlPlane = (rule: string, weaker: string, kept: (values: JsonObject) => boolean): Safeguard => ({
  rule,
  weaker,
  kept: (values, before) => {
    if (!isControlPlane(before)) return true;
    return mains(values) === undefined ? undefined : kept(values);
  },
});

const wipes = (values: JsonObject): boolean => plannedAt(values, "on_destroy.reset") === true;

/** Types of the talos provider on which a cluster depends. Reviewed on 2026-12-01, with those of version 0.12. */
export const guardedTalos: Readonly<Record<string, GuardedType>> = {
  ...alike(harmless, "talos_cluster_kubeconfig talos_image_factory_schematic"),
  talos_machine_secrets: {
    kind: "key",
    loss: "no machine, and nobody, can log in any more: the authorities and keys of the whole cluster go with them",
  },
  talos_cluster: { kind: "cluster", losesNodes: true, loss: "every volume claim on them, and what only its own API knows" },
  talos_machine: { kind: "cluster", loss: "the machine is no longer configured by this stack, and may be wiped" },
  talos_machine_bootstrap: {
    kind: "cluster",
    loss: "a bootstrap that is made again starts etcd anew on a machine that may already be in one",
  },
  talos_machine_configuration_apply: {
    kind: "cluster",
    loss: (values) => {
      if (wipes(values)) return "the machine is wiped, with everything on its disks";
      return isControlPlane(values) ? "the machine of the control plane is no longer configured by this stack" : undefined;
    },
    isMachine: true,
    kubernetesVersion: { asked: (values) => (isControlPlane(values) ? kubernetesVersion(values) : undefined) },
    api: reach,
    pools: (values, address) =>
      isControlPlane(values)
        ? []
        : [
            {
              pool: idAfter(address, "apply-")?.replace(/-[^-]+-\d+$/, "") ?? address,
              zones: [],
              lasting: isUntainted(values),
              keepsNodes: true,
              configures: true,
            },
          ],
    safeguards: [
      {
        rule: "on-destroy",
        kept: (values) => {
          const reset = plannedAt(values, "on_destroy.reset") ?? false;
          return reset === knownAfterApply ? undefined : reset !== true;
        },
        weaker: "once it is taken out of the code, the machine is wiped with everything on its disks",
      },
      ofControlPlane("rbac", "rights are given outside of RBAC, or to everyone", (values) => {
        const { "authorization-mode": mode = "Node,RBAC", "anonymous-auth": anonymous = "false" } = object(
          setting(values, "cluster.apiServer.extraArgs"),
        );
        return (
          asText(mode)
            .split(",")
            .every((each) => ["Node", "RBAC"].includes(each)) && asText(anonymous) !== "true"
        );
      }),
      ofControlPlane("HX-audit-log-retention", "audit events are no longer written down", (values) => {
        const { "audit-log-path": path = "-", "audit-log-maxage": age } = object(setting(values, "cluster.apiServer.extraArgs"));
        const { rules = null } = object(setting(values, "cluster.apiServer.auditPolicy"));
        const levels = list(rules).map(object);
        const isSilent = levels.some(
          (rule) => rule.level === "None" && Object.keys(rule).every((key) => ["level", "omitStages"].includes(key)),
        );
        // Talos has a policy of its own that leaves nothing out; one with rules ends with a rule for everything else.
        const isWhole = rules === null || ["Metadata", "Request", "RequestResponse"].includes(asText(levels.at(-1)?.level));
        return path !== "/dev/null" && age === undefined && isWhole && !isSilent;
      }),
    ],
  },
};
