import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformDataSource, type TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import fc from "fast-check";
import { buildReport, type FindingReport, type Report, type Rule, rules, waive } from "../../lib/compliance";
import { providers } from "../../stacks/providers";
import { type Break, breaks } from "../support/breaks";
import { reference } from "../support/reference";

type Json = Record<string, unknown>;
type Evidence = FindingReport["evidence"][number];

interface Judged {
  readonly report: Report;
  /** What Terraform reads. */
  readonly json: Json;
  /** Judges what Terraform would read after a change of it, as an override or an escape hatch would make one. */
  readonly after: (change: (json: Json) => void) => ReadonlyMap<string, FindingReport>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The reference cluster of a provider, synthesized once. */
function judged(name: string, prepare: (stack: TerraformStack) => void = () => {}, props: object = {}): Judged {
  const outdir = mkdtempSync(join(tmpdir(), "haven-evidence-"));
  folders.push(outdir);
  const app = new App({ outdir });
  providers[name]?.().addStack(app, "zaken", { ...reference(name), ...props });
  const stack = app.node.children.find((child) => TerraformStack.isStack(child));
  if (stack === undefined) throw new Error("no stack");
  prepare(stack);
  app.synth();
  const file = join(outdir, "stacks/zaken/cdk.tf.json");
  const text = readFileSync(file, "utf8");
  return {
    report: buildReport(app),
    json: JSON.parse(text) as Json,
    after: (change) => {
      const json = JSON.parse(text) as Json;
      change(json);
      writeFileSync(file, JSON.stringify(json));
      return byId(buildReport(app));
    },
  };
}

function byId({ clusters: [cluster] }: Report): ReadonlyMap<string, FindingReport> {
  return new Map([...(cluster?.checks ?? []), ...(cluster?.findings ?? [])].map((finding) => [finding.id, finding]));
}

/** From a block to what is in it; blocks may be in a list of one. */
function inside(block: unknown, path: readonly string[]): Json | undefined {
  const found = path.reduce<unknown>((at, key) => blockIn(at)?.[key], block);
  return blockIn(found);
}

function blockIn(at: unknown): Json | undefined {
  const block: unknown = Array.isArray(at) && at.length === 1 ? at[0] : at;
  return typeof block === "object" && block !== null ? (block as Json) : undefined;
}

/** Where an address is in the JSON: resources and providers by their type, data by their kind too. */
const pathTo = (address: string): readonly string[] =>
  (/^(data|provider|terraform)\b/.test(address) ? address : `resource.${address}`).split(".");

/** The object that holds an attribute, and its key there. What stands in a text is behind a comma, and changes with all of it. */
function place(json: Json, { address, attribute }: Evidence): readonly [Json, string] | undefined {
  const path = [...pathTo(address), ...(attribute.split(",")[0] ?? "").split(".")];
  const last = path.at(-1) ?? "";
  const holder = inside(json, path.slice(0, -1));
  return holder && last in holder ? [holder, last] : undefined;
}

function resource(json: Json, { address }: Pick<Evidence, "address">): readonly [Json, string] | undefined {
  const path = pathTo(address);
  const id = path.at(-1) ?? "";
  const byType = inside(json, path.slice(0, -1));
  return path.length > 1 && path[0] !== "provider" && byType && id in byType ? [byType, id] : undefined;
}

/** The addresses that a change is about. */
function broken(json: Json, { type, id }: Break): readonly string[] {
  if (type === "terraform") return [type];
  const ids = Object.keys(inside(json, pathTo(type)) ?? {}).filter((found) => id?.test(found) ?? true);
  if (ids.length === 0) throw new Error(`no ${type} ${String(id)}`);
  return ids.map((found) => `${type}.${found}`);
}

/** Makes a change as an escape hatch would leave it. */
function apply(json: Json, change: Break): void {
  for (const address of broken(json, change)) {
    const path = change.path.split(".");
    const last = path.pop() ?? "";
    const holder = path.reduce((at, key) => blockIn((at[key] ??= {})) ?? {}, inside(json, pathTo(address)) ?? {});
    holder[last] = change.value(holder[last]);
  }
}

/** What an override of cdktf's must say to make one value of another: it can add to a list, and not replace one. */
function overriding(old: unknown, changed: unknown): { readonly value: unknown } | undefined {
  if (!Array.isArray(changed)) return { value: changed };
  const before: readonly unknown[] = Array.isArray(old) ? old : [];
  return before.every((item, index) => item === changed[index]) ? { value: changed.slice(before.length) } : undefined;
}

/** The elements of a stack by their addresses. */
function elementsOf(stack: TerraformStack): ReadonlyMap<string, TerraformElement> {
  return new Map(
    stack.node.findAll().flatMap((made): [string, TerraformElement][] => {
      if (TerraformResource.isTerraformResource(made)) return [[`${made.terraformResourceType}.${made.friendlyUniqueId}`, made]];
      return made instanceof TerraformDataSource ? [[`data.${made.terraformResourceType}.${made.friendlyUniqueId}`, made]] : [];
    }),
  );
}

/** Makes changes, which go behind those that are in `after`, with cdktf's own overrides; whether it could make all of them. */
function override(stack: TerraformStack, json: Json, after: Json, changes: readonly Break[]): boolean {
  const elements = elementsOf(stack);
  const made = changes.flatMap((change) => {
    apply(after, change);
    return broken(json, change).map((address) => {
      const path = change.path.split(".");
      const last = path.pop() ?? "";
      const at = (all: Json) => inside(all, [...pathTo(address), ...path])?.[last];
      const override = overriding(at(json), at(after));
      const element = elements.get(address);
      if (override === undefined || element === undefined) return false;
      element.addOverride(change.path, override.value);
      return true;
    });
  });
  return made.length > 0 && !made.includes(false);
}

const changes: Readonly<Record<string, (json: Json, evidence: Evidence) => boolean>> = {
  "a value that only Terraform knows": (json, evidence) => {
    const [holder, key] = place(json, evidence) ?? [];
    if (holder && key !== undefined) holder[key] = "${var.later}";
    return holder !== undefined;
  },
  "the attribute taken out": (json, evidence) => {
    const [holder, key] = place(json, evidence) ?? [];
    if (holder && key !== undefined) holder[key] = undefined;
    return holder !== undefined;
  },
  "a value of another kind": (json, evidence) => {
    const [holder, key] = place(json, evidence) ?? [];
    if (holder && key !== undefined) holder[key] = { broken: true };
    return holder !== undefined;
  },
  "the resource taken out": (json, evidence) => {
    const [holder, id] = resource(json, evidence) ?? [];
    if (holder && id !== undefined) holder[id] = undefined;
    return holder !== undefined;
  },
  "none of the resource": (json, evidence) => {
    const [holder, id] = resource(json, evidence) ?? [];
    if (holder && id !== undefined) (holder[id] as Json).count = 0;
    return holder !== undefined;
  },
  "as many of the resource as a variable says": (json, evidence) => {
    const [holder, id] = resource(json, evidence) ?? [];
    if (holder && id !== undefined) (holder[id] as Json).for_each = "${var.later}";
    return holder !== undefined;
  },
  "a dynamic block in its place": (json, evidence) => {
    const [byType, id] = resource(json, evidence) ?? [];
    const body = byType && id !== undefined ? (byType[id] as Json) : undefined;
    const [key = ""] = evidence.attribute.split(/[.,]/);
    const block = body?.[key];
    // Only a block can be dynamic.
    if (body === undefined || typeof block !== "object" || block === null || key === "lifecycle") return false;
    if (Array.isArray(block) && block.some((item) => typeof item !== "object")) return false;
    body.dynamic = { [key]: { for_each: "${var.later}", content: block } };
    body[key] = undefined;
    return true;
  },
  "the opposite flag": (json, evidence) => {
    const [holder, key] = place(json, evidence) ?? [];
    if (holder === undefined || key === undefined || typeof holder[key] !== "boolean") return false;
    holder[key] = !holder[key];
    return true;
  },
  "a flag as text": (json, evidence) => {
    const [holder, key] = place(json, evidence) ?? [];
    if (holder === undefined || key === undefined || typeof holder[key] !== "boolean") return false;
    holder[key] = holder[key] ? "1" : "True";
    return true;
  },
  "changes of it ignored": (json, evidence) => {
    const [holder, id] = resource(json, evidence) ?? [];
    if (holder && id !== undefined) (holder[id] as Json).lifecycle = { ignore_changes: "all" };
    return holder !== undefined;
  },
};

/** Changes after which a guarantee is right all the same. */
function stillRight(rule: string, change: string, { attribute }: Evidence): boolean {
  switch (change) {
    case "a value that only Terraform knows":
      // Whatever it is called, the provider runs it; and a key that Terraform makes is a key.
      return attribute === "name" || rule === "HX-secrets-encryption";
    case "the attribute taken out":
      // Providers refuse what says no place, or put it where they are set to, which is evidence too. Left out, nodes have no taint, and
      // stay.
      // GKE's own key is the default. A class without annotations isn't the default.
      return (
        rule === "HX-region" ||
        /(taint|^capacity_type|priority|^user_data|database_encryption\.state|^metadata\.annotations)$/.test(attribute)
      );
    case "the resource taken out":
      // What isn't there is nowhere, and no default.
      return rule === "HX-region" || attribute === "metadata.annotations";
    case "a value of another kind":
      // It makes a backend of that name, which Terraform refuses; and annotations without the mark of a default.
      return rule === "HX-remote-backend" || attribute === "metadata.annotations";
    case "the opposite flag":
      // An API that is closed is open to nobody, and more nodes for applications are no fewer.
      return /(endpoint_public_access|private_cluster_enabled|allow_external_traffic|only_critical_addons_enabled)$/.test(attribute);
    default:
      return false;
  }
}

/** About the cluster, and to be told from the code of the reference clusters, which make no back-ups. */
const judging = rules.filter(({ id }) => !["havenversion", "clusteradmin", "shavalidation", "cis", "kubescape", "HX-backup"].includes(id));

/** Unless somebody answers for it, nothing speaks for the rule any more. */
const promises = (status: string | undefined) => status === "guaranteed" || status === "expected";

describe.each(Object.keys(providers))("%s", (name) => {
  let cluster: Judged;
  let standing: readonly { readonly rule: string; readonly evidence: Evidence }[];

  beforeAll(() => {
    cluster = judged(name);
    standing = [...byId(cluster.report).values()].flatMap(({ id, status, evidence }) =>
      promises(status) ? evidence.map((fact) => ({ rule: id, evidence: fact })) : [],
    );
  });

  test("every rule passes on the reference cluster, and stands on something", () => {
    const findings = [...byId(cluster.report).values()].filter(({ id }) => judging.some((rule) => rule.id === id));

    for (const { id, status } of findings) expect([id, status]).toEqual([id, expect.stringMatching(/^(guaranteed|expected)$/)]);
    // That there is no literal secret stands on all of the stack.
    expect(findings.filter(({ evidence }) => evidence.length === 0).map(({ id }) => id)).toEqual(["HX-literal-secret"]);
  });

  test("all of the evidence is in the JSON, so that the changes below really change it", () => {
    const { json } = cluster;
    const lost = standing.filter(({ evidence }) => !place(json, evidence) && (evidence.value !== null || !resource(json, evidence)));

    expect(lost.map(({ evidence: { address, attribute } }) => `${address} ${attribute}`)).toEqual([]);
  });

  test.each(Object.keys(changes))("nothing is promised on %s", (change) => {
    // Terraform doesn't follow what it is told to ignore, but it made it so.
    // The opposite of a flag may leave the rest of what a rule stands on.
    const isWeaker = change === "changes of it ignored" || change === "the opposite flag";
    const isLeft = (status: string | undefined) => (isWeaker ? status === "guaranteed" : promises(status));
    const still = standing.filter(({ rule, evidence }) => {
      const applied: boolean[] = [];
      const after = cluster.after((json) => applied.push(changes[change]?.(json, evidence) ?? false));
      return applied.includes(true) && !stillRight(rule, change, evidence) && isLeft(after.get(rule)?.status);
    });

    expect(still.map(({ rule, evidence: { address, attribute } }) => `${rule}: ${address} ${attribute}`)).toEqual([]);
  });

  test("whatever is changed together, what stood on it is not guaranteed", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...standing.keys()], { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...Object.keys(changes)),
        (picked, change) => {
          const changed = new Set<string>();
          const after = cluster.after((json) => {
            for (const { rule, evidence } of picked.flatMap((index) => standing[index] ?? [])) {
              if (changes[change]?.(json, evidence) && !stillRight(rule, change, evidence)) changed.add(rule);
            }
          });
          for (const rule of changed) expect([rule, change, after.get(rule)?.status]).not.toEqual([rule, change, "guaranteed"]);
        },
      ),
      { numRuns: 40 },
    );
  });

  describe("what breaks each rule", () => {
    const table = breaks[name] ?? {};
    const breaksOf = (id: string) => table[id]?.breaks ?? [];
    /** What becomes of each rule, when only that one is broken, on a cluster that may have accepted it. */
    const statuses = (of: Judged) => {
      const after = (id: string) =>
        of.after((json) => {
          for (const change of breaksOf(id)) apply(json, change);
        });
      return Object.fromEntries(judging.map(({ id }) => [id, after(id).get(id)?.status]));
    };
    const expected = (as: (id: string) => string) => Object.fromEntries(judging.map(({ id }) => [id, as(id)]));

    test("is seen", () => {
      expect(statuses(cluster)).toEqual(expected((id) => table[id]?.status ?? "not in the table"));
    });

    test("is seen when it is an override of cdktf's", () => {
      const overridden: string[] = [];
      const after = structuredClone(cluster.json);
      const { report } = judged(name, (stack) => {
        for (const { id } of judging) {
          // Without a cluster nothing would be promised of any other rule either.
          if (breaksOf(id).some(({ path }) => path === "count")) continue;
          if (override(stack, cluster.json, after, breaksOf(id))) overridden.push(id);
        }
      });
      const findings = byId(report);

      expect(overridden.length).toBeGreaterThan(12);
      expect(overridden.filter((id) => promises(findings.get(id)?.status))).toEqual([]);
    });

    test("can be accepted until a day, and counts as failed after it", () => {
      const accepted = (until: string, environment: string, which: readonly Rule[]) =>
        judged(
          name,
          (stack) => {
            for (const { id } of which) waive(stack, { check: id, reason: "a test of waivers", owner: "team-zaken", until });
          },
          { environment },
        );
      // In production where it can be: what is protected there need not be elsewhere.
      const [essential, others] = [judging.filter((rule) => rule.essential), judging.filter((rule) => !rule.essential)];
      for (const [until, status] of [
        ["2099-01-01", "waived"],
        ["2026-01-01", "failed"],
      ] as const) {
        const [inTest, inProduction] = [accepted(until, "test", essential), accepted(until, "production", others)];
        const seen = { ...pick(statuses(inTest), essential), ...pick(statuses(inProduction), others) };
        expect(seen).toEqual(expected(() => status));
      }
    });
  });
});

const pick = (all: Readonly<Record<string, string | undefined>>, which: readonly Rule[]) =>
  Object.fromEntries(which.map(({ id }) => [id, all[id]]));
