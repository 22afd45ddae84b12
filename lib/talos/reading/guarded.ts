import { parseAllDocuments } from "yaml";
import type { ApiReach, GuardedType } from "../../core/reading/guarded";
import type { Json, JsonObject } from "../../core/reading/json";
import { object } from "../../core/reading/terraform-json";
import { administratorsRule } from "../machine-config/firewall";

/** The documents that a machine is told; they are sensitive, and nothing of them is shown but ranges and the version. */
function documents({ machine_configuration_input: input = null }: JsonObject): readonly JsonObject[] {
  return typeof input === "string" ? parseAllDocuments(input).map((each) => object(each.toJS() as Json)) : [];
}

const main = (values: JsonObject) => documents(values).find(({ kind }) => kind === undefined) ?? {};

const isControlPlane = (values: JsonObject) => object(main(values).machine).type === "controlplane";

function kubernetesVersion(values: JsonObject): string | undefined {
  const image = object(object(main(values).cluster).apiServer).image;
  return typeof image === "string" ? /:v?(\d[\d.]*)/.exec(image)?.[1] : undefined;
}

/** The machine's own firewall is what stands before the API. */
function reach(values: JsonObject): ApiReach {
  const all = documents(values);
  if (all.length === 0 || !isControlPlane(values)) return { public: undefined, ranges: undefined };
  const blocks = all.some(({ kind, ingress }) => kind === "NetworkDefaultActionConfig" && ingress === "block");
  const rule = all.find(({ kind, name }) => kind === "NetworkRuleConfig" && name === administratorsRule);
  const entries: readonly Json[] = Array.isArray(rule?.ingress) ? (rule.ingress as readonly Json[]) : [];
  const ranges = entries.map((entry) => object(entry).subnet).filter((subnet) => typeof subnet === "string");
  return { public: true, ranges: blocks ? ranges : [] };
}

/** Types of the talos provider that a cluster hangs on. */
export const guardedTalos: Readonly<Record<string, GuardedType>> = {
  talos_machine_secrets: {
    kind: "key",
    loss: "no machine, and nobody, can log in any more: the authorities and keys of the whole cluster go with them",
  },
  talos_machine_bootstrap: {
    kind: "cluster",
    loss: "a bootstrap that is made again starts etcd anew on a machine that may already be in one",
  },
  talos_machine_configuration_apply: {
    kind: "cluster",
    loss: (values) => (isControlPlane(values) ? "the machine of the control plane is no longer configured by this stack" : undefined),
    isMachine: true,
    kubernetesVersion: { asked: (values) => (isControlPlane(values) ? kubernetesVersion(values) : undefined) },
    api: reach,
  },
};
