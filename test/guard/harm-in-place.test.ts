import { guardedBaseline } from "../../lib/baseline/guarded";
import { providers } from "../../lib/config/providers";
import { deletionProtection, type GuardedType } from "../../lib/core/reading/guarded";
import type { JsonObject } from "../../lib/core/reading/json";
import { judge } from "../../lib/guard/judge";
import { readPlan } from "../../lib/guard/plan";
import { controlPlane, harms } from "./harm-in-place";
import { change, plan, without } from "./plans";

const judged = (type: string, before: JsonObject, after: JsonObject, unknown: JsonObject | boolean = {}) =>
  judge(readPlan(plan([change(`${type}.x`, { actions: ["update"], before, after, unknown })]))).findings;
const allows = (...given: Parameters<typeof judged>) => judged(...given).map(({ allow }) => allow);

describe.each(harms)("%s of %s", (rule, type, before, after) => {
  const flag = `${type}.x:${rule}`;

  test("is refused when it gets weaker, by this finding alone", () => {
    expect(allows(type, before, after)).toEqual([flag]);
  });

  test("is no finding when it stays", () => {
    expect(allows(type, before, { ...before, description: "other" })).toEqual([]);
  });

  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  test.each(changed)("cannot be judged while %s is unknown", (key) => {
    expect(judged(type, before, without(after, key), { [key]: true })).toContainEqual(
      expect.objectContaining({ allow: flag, what: expect.stringContaining("CANNOT BE JUDGED") }),
    );
  });

  test("cannot be judged while all of it is unknown", () => {
    expect(judged(type, before, {}, true)).toContainEqual(
      expect.objectContaining({ allow: flag, what: expect.stringContaining("CANNOT BE JUDGED") }),
    );
  });
});

const tables: readonly (readonly [string, GuardedType])[] = [
  guardedBaseline,
  ...Object.values(providers).map(({ guarded }) => guarded),
].flatMap((table) => Object.entries(table));

test("every rule of every type has a case here", () => {
  const rules = tables.flatMap(([type, { safeguards = [] }]) =>
    safeguards.filter((safeguard) => safeguard !== deletionProtection).map(({ rule }) => `${type}:${rule}`),
  );

  expect(rules.filter((rule) => !harms.some(([name, type]) => `${type}:${name}` === rule))).toEqual([]);
});

const shared = tables
  .filter(([, { safeguards = [] }]) => safeguards.includes(deletionProtection))
  .map(([name]) => name.replaceAll("*", "x"));

test.each(shared)("protection from deletion that is switched off on %s is refused", (type) => {
  for (const attribute of ["deletion_protection", "deletion_protection_enabled"]) {
    expect(allows(type, { [attribute]: true }, { [attribute]: false })).toEqual([`${type}.x:HX-deletion-protection`]);
    expect(allows(type, { [attribute]: true }, {}, { [attribute]: true })).toEqual([`${type}.x:HX-deletion-protection`]);
    expect(allows(type, {}, { [attribute]: false })).toEqual([]);
  }
});

test("no type has two rules with one flag", () => {
  for (const [type, { safeguards = [], pools }] of tables) {
    const flags = [...safeguards.map(({ rule }) => rule), ...(pools ? ["nodes"] : []), "api", "ranges", "version", "pool-version", "zone"];
    expect({ type, flags: [...new Set(flags)] }).toEqual({ type, flags });
  }
});

describe("a new resource that harms what exists", () => {
  const made = (type: string, after: JsonObject, unknown: JsonObject = {}) =>
    judge(readPlan(plan([change(`${type}.x`, { actions: ["create"], after, unknown })]))).findings.map(({ allow }) => allow);
  const lifecycle = { rule: [{ status: "Enabled", expiration: [{ days: 1 }] }] };

  test("a lifecycle rule that deletes what an existing bucket holds is refused, for a new bucket it is not", () => {
    expect(made("aws_s3_bucket_lifecycle_configuration", { ...lifecycle, bucket: "zaken" })).toEqual([
      "aws_s3_bucket_lifecycle_configuration.x:data-lifecycle",
    ]);
    expect(made("aws_s3_bucket_lifecycle_configuration", lifecycle, { bucket: true })).toEqual([]);
  });

  test("a shorter table of the audit log is refused, another table is not", () => {
    const table = (name: string) => ({ name, workspace_id: "/workspaces/zaken", retention_in_days: 30, total_retention_in_days: 30 });

    expect(made("azurerm_log_analytics_workspace_table", table("AKSAudit"))).toEqual([
      "azurerm_log_analytics_workspace_table.x:HX-audit-log-retention",
    ]);
    expect(made("azurerm_log_analytics_workspace_table", table("Perf"))).toEqual([]);
  });
});

describe("the API through other arguments", () => {
  const gke = (networks: JsonObject) => ({ master_authorized_networks_config: [networks] });
  const given = { cidr_blocks: [{ cidr_block: "203.0.113.0/24" }] };
  const aks = (ranges: readonly string[]) => ({
    private_cluster_enabled: false,
    api_server_access_profile: [{ authorized_ip_ranges: ranges }],
  });
  const rule = (name: string, subnet: string, ports = "[6443]") =>
    `kind: NetworkRuleConfig\nname: ${name}\nportSelector: {ports: ${ports}, protocol: tcp}\ningress: [{subnet: ${subnet}}]`;
  const firewall = ["kind: NetworkDefaultActionConfig\ningress: block", rule("administrators", "10.1.0.0/16")];
  const machine = (...patches: string[]) => ({ machine_configuration_input: controlPlane({}, ...firewall), config_patches: patches });
  const everything = Array.from({ length: 224 }, (_, octet) => `${octet}.0.0.0/8`);

  test.each<[string, string, JsonObject, JsonObject]>([
    ["every machine of Google Cloud", "google_container_cluster", gke(given), gke({ ...given, gcp_public_cidrs_access_enabled: true })],
    ["many ranges that together are nearly everything", "azurerm_kubernetes_cluster", aks(["203.0.113.0/24"]), aks(everything)],
    [
      "IPv6 ranges that together are nearly everything",
      "aws_eks_cluster",
      { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] }] },
      {
        vpc_config: [
          { endpoint_public_access: true, public_access_cidrs: Array.from({ length: 64 }, (_, n) => `${(0x2000 + n).toString(16)}::/16`) },
        ],
      },
    ],
    ["another rule of the machines' firewall", "talos_machine_configuration_apply", machine(), machine(rule("open", "0.0.0.0/0"))],
    ["a rule for a range of ports", "talos_machine_configuration_apply", machine(), machine(rule("open", "0.0.0.0/0", "[6000-7000]"))],
    [
      "a range that a patch adds to a rule",
      "talos_machine_configuration_apply",
      machine(),
      machine("kind: NetworkRuleConfig\nname: administrators\ningress: [{subnet: 0.0.0.0/0}]"),
    ],
    [
      "a firewall that lets in what no rule names",
      "talos_machine_configuration_apply",
      machine(),
      machine("kind: NetworkDefaultActionConfig\ningress: accept"),
    ],
    [
      "a patch that takes the firewall away",
      "talos_machine_configuration_apply",
      machine(),
      machine("kind: NetworkDefaultActionConfig\n$patch: delete"),
    ],
  ])("opened to %s is refused", (_, type, before, after) => {
    expect(allows(type, before, after)).toContain(`${type}.x:api`);
  });

  test("several ranges that are wide, but no wider than one may be, are a note", () => {
    expect(allows("azurerm_kubernetes_cluster", aks(["203.0.113.0/24"]), aks(["203.0.113.0/24", "10.0.0.0/8", "10.1.0.0/16"]))).toEqual([]);
  });

  test("an empty list of networks on Google lets nobody in, and none at all everyone", () => {
    const type = "google_container_cluster";

    expect(allows(type, gke(given), gke({ cidr_blocks: [] }))).toEqual([]);
    expect(allows(type, gke(given), { master_authorized_networks_config: [] })).toEqual([`${type}.x:api`]);
  });

  test("of a new cluster whose ranges are unknown cannot be judged", () => {
    const unknown = { api_server_access_profile: [{ authorized_ip_ranges: true }] };
    const created = change("azurerm_kubernetes_cluster.x", { actions: ["create"], after: { ...aks([]) }, unknown });

    expect(judge(readPlan(plan([created]))).findings).toMatchObject([{ what: expect.stringContaining("CANNOT BE JUDGED") }]);
  });
});
