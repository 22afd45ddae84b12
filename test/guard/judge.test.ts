import type { JsonObject } from "../../lib/core/reading/json";
import { judge } from "../../lib/guard/judge";
import { readPlan } from "../../lib/guard/plan";
import { judgementText } from "../../lib/guard/text";
import { change, plan, present } from "./plans";

const judged = (changes: readonly JsonObject[], rest: JsonObject = {}, allows: readonly string[] = []) =>
  judge(readPlan(plan(changes, rest)), allows);
const allowsOf = (changes: readonly JsonObject[], rest: JsonObject = {}) => judged(changes, rest).findings.map(({ allow }) => allow);

const cluster = "azurerm_kubernetes_cluster.cluster_7C2BBDA8";
const pool = (name: string) => `azurerm_kubernetes_cluster_node_pool.cluster_pool-${name}_0A1B2C3D`;
const nodes = (name: string, values: JsonObject = {}): JsonObject => ({
  name,
  mode: "User",
  priority: "Regular",
  zones: ["1", "2"],
  node_count: 3,
  ...values,
});
const kept = (address: string, values: JsonObject) => change(address, { actions: ["no-op"], before: values, after: values });
const gone = (address: string, values: JsonObject) =>
  change(address, { actions: ["delete"], before: values, beside: { action_reason: "delete_because_no_resource_config" } });
const made = (address: string, values: JsonObject) => change(address, { actions: ["create"], after: values });
const changed = (address: string, before: JsonObject, after: JsonObject, unknown: JsonObject = {}) =>
  change(address, { actions: ["update"], before, after, unknown });

describe("what can't be made again", () => {
  test("a replaced cluster is refused, with what forces it, what goes along, and the flag for exactly that", () => {
    const renamed = change(cluster, {
      actions: ["delete", "create"],
      before: { name: "zaken-prod", default_node_pool: [nodes("system")] },
      after: { name: "zaken-prd" },
      paths: [["name"]],
      beside: { action_reason: "replace_because_cannot_update" },
    });
    const rest = {
      prior_state: present(
        { address: cluster, values: { default_node_pool: [nodes("system")] } },
        { address: pool("apps"), values: nodes("apps") },
      ),
    };

    expect(judgementText(judged([renamed], rest))).toBe(
      [
        "guard: refused",
        `  ${cluster} (cluster)  would be REPLACED because name changes (zaken-prod -> zaken-prd)`,
        "    6 nodes go with it, every volume claim on them, and what only its own API knows.",
        `  To allow exactly this: --allow ${cluster}`,
      ].join("\n"),
    );
    expect(judged([renamed], rest, [cluster])).toMatchObject({ verdict: "ok", findings: [], allowed: [{ address: cluster }] });
  });

  test.each([
    "azurerm_storage_account.files",
    "azurerm_key_vault_key.disks",
    "azurerm_virtual_network.network",
    "azurerm_dns_zone.apps",
    "aws_s3_bucket.state",
    "aws_kms_key.secrets",
    "aws_vpc.network",
    "aws_route53_zone.apps",
    "google_storage_bucket.state",
    "google_container_cluster.cluster",
    "google_kms_crypto_key.secrets",
    "google_kms_crypto_key_iam_member.compute",
    "google_compute_network.network",
    "google_dns_managed_zone.apps",
    "talos_machine_secrets.secrets",
    "kubernetes_namespace_v1.apps",
  ])("%s is refused when it goes, whichever way", (address) => {
    for (const actions of [["delete"], ["delete", "create"], ["create", "delete"]]) {
      expect(allowsOf([change(address, { actions, before: { name: "x" } })])).toEqual([address]);
    }
    for (const actions of [["no-op"], ["update"], ["create"], ["forget"]]) {
      const values = { name: "x", private_cluster_config: [{ enable_private_endpoint: true }] };
      expect(allowsOf([change(address, { actions, before: actions[0] === "create" ? undefined : values, after: values })])).toEqual([]);
    }
  });

  test("what is part of something that goes needs no flag of its own", () => {
    const bucket = gone("aws_s3_bucket.logs", { id: "zaken-logs" });
    const closed = gone("aws_s3_bucket_public_access_block.logs", { bucket: "zaken-logs" });

    expect(allowsOf([bucket, closed])).toEqual(["aws_s3_bucket.logs"]);
    expect(allowsOf([closed])).toEqual(["aws_s3_bucket_public_access_block.logs"]);
  });

  test("an object that an earlier replacement left behind has a flag of its own", () => {
    const address = "azurerm_storage_account.files";
    const left = change(address, { actions: ["delete"], before: { name: "old" }, beside: { deposed: "1a2b3c4d" } });
    const { findings } = judged([kept(address, { name: "new" }), left]);

    expect(findings).toMatchObject([
      { allow: `${address}:deposed-1a2b3c4d`, what: "would be DESTROYED because an earlier replacement left it behind" },
    ]);
    expect(judged([left], {}, [address])).toMatchObject({ verdict: "refused", unusedAllows: [address] });
  });

  test("what moves is no loss; what moves and is replaced says where it was", () => {
    const moved = { previous_address: "aws_vpc.old" };
    const values = { cidr_block: "10.41.0.0/16" };
    expect(allowsOf([change("aws_vpc.new", { actions: ["no-op"], before: values, after: values, beside: moved })])).toEqual([]);
    expect(
      judged([
        change("aws_vpc.new", { actions: ["delete", "create"], before: values, after: values, paths: [["cidr_block"]], beside: moved }),
      ]).findings,
    ).toMatchObject([{ what: "would be REPLACED because cidr_block changes (it was aws_vpc.old)" }]);
  });

  test("what Terraform forgets stays, and that is said", () => {
    expect(judged([change("aws_vpc.network", { actions: ["forget"], before: { id: "vpc-1" } })])).toMatchObject({
      verdict: "ok",
      notes: ["aws_vpc.network stays, and Terraform forgets it: nobody manages it from then on"],
    });
  });

  test("data sources that are read again are nobody's loss", () => {
    expect(allowsOf([change("data.aws_vpc.network", { type: "aws_vpc", actions: ["read"], after: {}, beside: { mode: "data" } })])).toEqual(
      [],
    );
  });

  test("sensitive values are never shown, nor what is in a block that is marked", () => {
    const secret = {
      actions: ["delete", "create"],
      before: { key: "hunter2", block: [{ key: "hunter2" }] },
      after: { key: "hunter3", block: [{ key: "hunter3" }] },
    };
    const marked = change("aws_s3_bucket.x", {
      ...secret,
      sensitive: { key: true, block: [{ key: true }] },
      paths: [["key"], ["block", 0, "key"], ["block"]],
    });

    expect(judgementText(judged([marked]))).toContain("key changes and block.key changes and block changes");
    expect(JSON.stringify(judged([marked]))).not.toContain("hunter");
  });

  test("an attribute that somebody changed outside Terraform is named as such", () => {
    const replaced = change("aws_s3_bucket.x", {
      actions: ["delete", "create"],
      before: { bucket: "b" },
      after: { bucket: "a" },
      paths: [["bucket"]],
    });
    const drift = changed("aws_s3_bucket.x", { bucket: "a" }, { bucket: "b" });

    expect(judged([replaced], { resource_drift: [drift] })).toMatchObject({
      findings: [{ what: "would be REPLACED because bucket, which somebody changed outside Terraform, changes (b -> a)" }],
    });
  });
});

test("drift that the plan doesn't answer to is no news, what was deleted outside Terraform is", () => {
  const filled = changed("aws_vpc.a", {}, { main_route_table_id: "rtb-1" });
  const deleted = gone("aws_vpc.b", { id: "vpc-2" });
  const planned = [changed("aws_vpc.a", { tags: {} }, { tags: { owner: "x" } }), made("aws_vpc.b", {})];

  expect(judged(planned, { resource_drift: [filled, deleted] })).toMatchObject({
    verdict: "ok",
    notes: ["aws_vpc.b was deleted outside Terraform"],
  });
});

test("drift from nothing to an empty list, which a refresh fills in, is no change of somebody", () => {
  const access = (groups: string[] | null, cidr: string) => ({
    vpc_config: [{ public_access_cidrs: [cidr], security_group_ids: groups }],
    name: "zaken",
  });
  const planned = [changed("aws_eks_cluster.a", access([], "203.0.113.0/24"), access([], "198.51.100.0/24"))];
  const notesAfter = (groups: string[] | null, cidr: string) =>
    judged(planned, { resource_drift: [changed("aws_eks_cluster.a", access(groups, cidr), access([], "203.0.113.0/24"))] }).notes.filter(
      (note) => note.includes("outside Terraform"),
    );

  expect(notesAfter(null, "203.0.113.0/24")).toEqual([]);
  expect(notesAfter(["sg-1"], "203.0.113.0/24")).toEqual(["aws_eks_cluster.a was changed outside Terraform: vpc_config"]);
  expect(notesAfter(null, "192.0.2.0/24")).toEqual(["aws_eks_cluster.a was changed outside Terraform: vpc_config"]);
});

describe("nodes", () => {
  const systemPool = kept(cluster, { name: "zaken", default_node_pool: [nodes("system", { only_critical_addons_enabled: true })] });

  test("the last pool that takes applications is refused; the system's own, or spot machines, don't replace it", () => {
    const spot = kept(pool("spot"), nodes("spot", { priority: "Spot" }));
    expect(allowsOf([systemPool, spot, gone(pool("apps"), nodes("apps"))])).toEqual([pool("apps")]);
  });

  test("a pool that goes after its successor is there is a note; in the same apply it is refused", () => {
    const { verdict, notes } = judged([systemPool, kept(pool("web"), nodes("web")), gone(pool("apps"), nodes("apps"))]);
    expect([verdict, notes]).toEqual(["ok", ["pool apps goes, others stay"]]);

    const rotation = [systemPool, kept(pool("batch"), nodes("batch")), made(pool("web"), nodes("web")), gone(pool("apps"), nodes("apps"))];
    expect(judged(rotation).findings).toMatchObject([
      {
        allow: pool("apps"),
        loss: "pool apps loses 3 nodes while web comes, and neither waits for the other",
        hint: expect.stringContaining("add web first"),
      },
    ]);
  });

  test("a group that has its successor before it goes is a note, one that goes first is refused", () => {
    const group = "aws_eks_node_group.cluster_pool-apps_zone-1_0A1B2C3D";
    const replaced = (actions: readonly string[]) =>
      change(group, {
        actions,
        before: { subnet_ids: ["subnet-1"] },
        after: { subnet_ids: ["subnet-1"], instance_types: ["m7i.xlarge"] },
        paths: [["instance_types"]],
      });
    expect(judged([replaced(["create", "delete"])])).toMatchObject({
      verdict: "ok",
      notes: ["pool apps gets new nodes before the old ones go"],
    });
    expect(allowsOf([replaced(["delete", "create"])])).toEqual([group]);
  });

  test("a pool that is replaced first does not count as staying for the pool that goes beside it", () => {
    const replaced = change(pool("apps"), {
      actions: ["delete", "create"],
      before: nodes("apps"),
      after: nodes("apps", { vnet_subnet_id: "other" }),
      paths: [["vnet_subnet_id"]],
    });

    expect(judged([systemPool, replaced, gone(pool("batch"), nodes("batch"))]).findings).toMatchObject([
      { allow: pool("apps"), loss: "pool apps loses 3 nodes before others are there" },
      { allow: pool("batch"), loss: expect.stringContaining("no pool is left that applications can stay on") },
    ]);
  });

  test("pools of a plan that is a part of it stay", () => {
    const rest = {
      complete: false,
      prior_state: present({ address: pool("apps"), values: nodes("apps") }, { address: pool("batch"), values: nodes("batch") }),
    };
    expect(judged([gone(pool("batch"), nodes("batch"))], rest)).toMatchObject({
      verdict: "ok",
      notes: ["pool batch goes, others stay", "the plan is a part (-target, or something put off): the rest was not judged"],
    });
  });

  test("a zone that a pool loses, or that loses its last group, is refused", () => {
    expect(allowsOf([systemPool, changed(pool("apps"), nodes("apps"), nodes("apps", { zones: ["1"] }))])).toEqual([`${pool("apps")}:zone`]);

    const zone = (place: number) => `aws_eks_node_group.cluster_pool-apps_zone-${place}_0A1B2C3D`;
    const subnet = (place: number) =>
      kept(`aws_subnet.nodes-${place}`, { id: `subnet-${place}`, availability_zone: `eu-central-1${"abc"[place - 1] ?? ""}` });
    const inSubnet = (place: number) => ({ subnet_ids: [`subnet-${place}`] });
    const plan = [subnet(1), subnet(2), kept(zone(1), inSubnet(1)), gone(zone(2), inSubnet(2))];
    expect(judged(plan).findings).toMatchObject([{ allow: `${zone(2)}:zone`, loss: "no node is left in zone eu-central-1b" }]);
  });

  test("zones that only the apply will tell are not taken for none", () => {
    const after = nodes("apps");
    const unzoned = { ...after, zones: null };
    expect(judged([systemPool, changed(pool("apps"), after, unzoned, { zones: true })]).findings).toMatchObject([
      { allow: `${pool("apps")}:zone`, what: "CANNOT BE JUDGED: its zones are known only after the apply" },
    ]);
  });

  test("a machine of the control plane on vSphere is refused, a worker of a pool that stays is a note", () => {
    const machine = (path: string) => `vsphere_virtual_machine.cluster_${path}_0A1B2C3D`;
    const workers = [1, 2].map((place) => kept(machine(`pool-apps_apps-a-${place}`), {}));
    expect(allowsOf([...workers, gone(machine("control-plane_control-b-2"), {})])).toEqual([machine("control-plane_control-b-2")]);
    expect(judged([...workers, gone(machine("pool-apps_apps-a-3"), {})])).toMatchObject({
      verdict: "ok",
      notes: ["pool apps gets smaller; drain what goes first"],
    });
  });
});

test("machines of a pool that go while others of it come are refused: a zone more shifts them", () => {
  const machine = (id: string) => `vsphere_virtual_machine.cluster_pool-apps_apps-${id}_0A1B2C3D`;
  const shifted = [kept(machine("a-1"), {}), kept(machine("b-2"), {}), gone(machine("a-3"), {}), made(machine("c-3"), {})];

  expect(judged(shifted).findings).toMatchObject([
    { allow: machine("a-3"), loss: "pool apps loses 1 node while others of it come, and neither waits for the other" },
  ]);
});

describe("a control plane's version", () => {
  const version = (from: JsonObject, to: JsonObject, unknown: JsonObject = {}) => judged([changed(cluster, from, to, unknown)]);

  test("one minor is a note, two are refused, and none goes down", () => {
    expect(version({ kubernetes_version: "1.35" }, { kubernetes_version: "1.36" })).toMatchObject({
      verdict: "ok",
      notes: ["Kubernetes goes from 1.35 to 1.36"],
    });
    expect(version({ kubernetes_version: "1.35" }, { kubernetes_version: "1.37" }).findings).toMatchObject([
      { allow: `${cluster}:version` },
    ]);
    expect(version({ kubernetes_version: "1.36" }, { kubernetes_version: "1.35" }).findings).toMatchObject([
      { what: expect.stringContaining("DOWN") },
    ]);
  });

  test("what runs counts, not what was asked for last", () => {
    expect(version({ kubernetes_version: "1.34", current_kubernetes_version: "1.35.4" }, { kubernetes_version: "1.36" }).verdict).toBe(
      "ok",
    );
  });

  test("a version that only the apply will tell is refused", () => {
    expect(version({ kubernetes_version: "1.35" }, {}, { kubernetes_version: true }).findings).toMatchObject([
      { allow: `${cluster}:version` },
    ]);
  });
});

describe("the API", () => {
  const ranges = (...given: string[]) => ({ api_server_access_profile: [{ authorized_ip_ranges: given }], private_cluster_enabled: false });
  const allow = `${cluster}:api`;

  test.each([
    ["to everyone", ranges("203.0.113.0/24"), ranges("203.0.113.0/24", "0.0.0.0/0")],
    ["by taking the ranges out", ranges("203.0.113.0/24"), ranges()],
    ["to half of the internet", ranges("203.0.113.0/24"), ranges("0.0.0.0/1")],
    ["by giving a private one a public name", { private_cluster_enabled: true }, ranges("203.0.113.0/24")],
  ])("opened %s is refused", (_, before, after) => {
    expect(allowsOf([changed(cluster, before, after)])).toEqual([allow]);
  });

  test("open from the first day is refused, restricted is not", () => {
    expect(allowsOf([made(cluster, ranges())])).toEqual([allow]);
    expect(allowsOf([made(cluster, ranges("203.0.113.0/24"))])).toEqual([]);
  });

  test("another range is a note; what was open already is nothing new", () => {
    expect(judged([changed(cluster, ranges("203.0.113.0/24"), ranges("203.0.113.0/24", "198.51.100.0/24"))])).toMatchObject({
      verdict: "ok",
      notes: ["the API is also reached from 198.51.100.0/24"],
    });
    expect(allowsOf([changed(cluster, ranges("0.0.0.0/0"), { ...ranges("0.0.0.0/0"), tags: {} })])).toEqual([]);
  });

  test("ranges that only the apply will tell are refused", () => {
    const after = { private_cluster_enabled: false, api_server_access_profile: [{}] };
    expect(
      allowsOf([changed(cluster, ranges("203.0.113.0/24"), after, { api_server_access_profile: [{ authorized_ip_ranges: true }] })]),
    ).toEqual([allow]);
  });

  test("Google's name for it, which IAM guards, counts as a way in that wasn't there", () => {
    const gke = "google_container_cluster.cluster";
    const endpoint = (byName: boolean) => ({
      private_cluster_config: [{ enable_private_endpoint: true }],
      control_plane_endpoints_config: [{ dns_endpoint_config: [{ allow_external_traffic: byName }] }],
    });
    expect(allowsOf([changed(gke, endpoint(false), endpoint(true))])).toEqual([`${gke}:api`]);
    expect(allowsOf([made(gke, endpoint(true))])).toEqual([]);
  });
});

describe("rules that a resource keeps", () => {
  const weakened = (address: string, before: JsonObject, after: JsonObject) => allowsOf([changed(address, before, after)]);

  test("other logs than the audit log may be kept shorter", () => {
    const flows = (days: number) => ({ name: "/aws/vpc/z", retention_in_days: days });
    expect(weakened("aws_cloudwatch_log_group.x", flows(365), flows(30))).toEqual([]);
  });

  test("a flag for one thing allows nothing else of the same resource", () => {
    const closed = { kubernetes_version: "1.35", private_cluster_enabled: true };
    const change = changed(cluster, closed, { kubernetes_version: "1.37", private_cluster_enabled: false });
    expect(judged([change], {}, [`${cluster}:version`]).findings.map(({ allow }) => allow)).toEqual([`${cluster}:api`]);
    expect(judged([change], {}, [cluster]).findings).toHaveLength(2);
  });
});

describe("a plan that isn't whole", () => {
  test("with an error is refused whatever stands in it, and names the clusters that it is silent about", () => {
    const { verdict, findings } = judged([], { errored: true, complete: false, prior_state: present({ address: cluster, values: {} }) });
    expect(verdict).toBe("refused");
    expect(findings).toMatchObject([{ address: "the plan", loss: `what stands in it was judged; it says nothing of ${cluster}` }]);
    expect(findings[0]).not.toHaveProperty("allow");
  });

  test("what Terraform puts off is judged too", () => {
    const deferred = { reason: "resource_config_unknown", resource_change: gone("aws_vpc.network", { id: "vpc-1" }) };
    expect(allowsOf([], { deferred_changes: [deferred] })).toEqual(["aws_vpc.network"]);
  });

  test("what checks say stands below it", () => {
    const failed = {
      address: { to_display: "check.version" },
      status: "fail",
      instances: [{ problems: [{ message: "The cluster runs 1.35" }] }],
    };
    expect(judged([], { checks: [failed] }).notes).toEqual(["The cluster runs 1.35"]);
  });
});

test("a flag that fits nothing is said, and one that a shell would take apart is quoted", () => {
  const text = judgementText(judged([gone('aws_vpc.network["a"]', { id: "vpc-1" })], {}, ["aws_vpc.other"]));
  expect(text).toContain("--allow aws_vpc.other matches nothing in this plan; remove it");
  expect(text).toContain(`--allow 'aws_vpc.network["a"]'`);
});

test("nothing to fear is one line", () => {
  const tags = (owner: string) => ({ tags: { owner } });
  expect(judgementText(judged([changed("aws_vpc.a", tags("a"), tags("b")), made("aws_eip.b", {}), kept("aws_vpc.c", {})]))).toBe(
    "guard: ok: 1 in-place change, 1 new, nothing replaced",
  );
});

// Whatever a table forgets, no judgement may be an exception.
test.each([
  [[]],
  [null],
  [3],
  ["x"],
  [{}],
  [{ format_version: "1.2" }],
  [{ format_version: "1.2", resource_changes: [{}], planned_values: {} }],
])("%j is no plan, and that is said in words", (json) => {
  expect(() => readPlan(json)).toThrow(/^is (no plan|a state)/);
});
