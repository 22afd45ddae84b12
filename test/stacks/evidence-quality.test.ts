import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import fc from "fast-check";
import { buildReport, type FindingReport, type Report, rules, waive } from "../../lib/compliance";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

type Json = Record<string, unknown>;
type Evidence = FindingReport["evidence"][number];

interface Judged {
  readonly report: Report;
  /** Judges what Terraform would read after a change of it, as an override or an escape hatch would make one. */
  readonly after: (change: (json: Json) => void) => ReadonlyMap<string, FindingReport>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The reference cluster of a provider, synthesized once. */
async function judged(name: string, prepare: (stack: TerraformStack) => void = () => {}, props: object = {}): Promise<Judged> {
  const outdir = mkdtempSync(join(tmpdir(), "haven-evidence-"));
  folders.push(outdir);
  const app = new App({ outdir });
  (await providers[name]?.())?.addStack(app, "zaken", { ...reference(name), ...props });
  const stack = app.node.children.find((child) => TerraformStack.isStack(child));
  if (stack === undefined) throw new Error("no stack");
  prepare(stack);
  app.synth();
  const file = join(outdir, "stacks/zaken/cdk.tf.json");
  const text = readFileSync(file, "utf8");
  return {
    report: buildReport(app),
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

/** The object that holds an attribute, and its key there; blocks may be in a list of one. */
function place(json: Json, { address, attribute }: Evidence): readonly [Json, string] | undefined {
  const [type = "", id = ""] = address.split(".");
  const path = address === "terraform" ? ["terraform", attribute] : ["resource", type, id, ...attribute.split(".")];
  const last = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => {
    const block: unknown = Array.isArray(at) && at.length === 1 ? at[0] : at;
    return typeof block === "object" && block !== null ? (block as Json)[key] : undefined;
  }, json);
  const block: unknown = Array.isArray(holder) && holder.length === 1 ? holder[0] : holder;
  return typeof block === "object" && block !== null && last in block ? [block as Json, last] : undefined;
}

function resource(json: Json, { address }: Evidence): readonly [Json, string] | undefined {
  const [type = "", id = ""] = address.split(".");
  const byType = (json.resource as Record<string, Json | undefined>)[type];
  return byType && id in byType ? [byType, id] : undefined;
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
      return rule === "HX-region" || attribute.endsWith("taint") || attribute === "capacity_type";
    case "the resource taken out":
      // What isn't there is nowhere.
      return rule === "HX-region";
    case "a value of another kind":
      // It makes a backend of that name, which Terraform refuses.
      return rule === "HX-remote-backend";
    default:
      return false;
  }
}

const waivable = rules.filter(({ id }) => !["havenversion", "clusteradmin", "shavalidation", "cis", "kubescape"].includes(id));

describe.each(Object.keys(providers))("%s", (name) => {
  let cluster: Judged;
  let standing: readonly { readonly rule: string; readonly evidence: Evidence }[];

  beforeAll(async () => {
    cluster = await judged(name);
    standing = [...byId(cluster.report).values()].flatMap(({ id, status, evidence }) =>
      status === "guaranteed" || status === "expected" ? evidence.map((fact) => ({ rule: id, evidence: fact })) : [],
    );
  });

  test("every rule passes on the reference cluster, and stands on something", () => {
    const findings = [...byId(cluster.report).values()].filter(({ id }) => waivable.some((rule) => rule.id === id));

    for (const { id, status } of findings) expect([id, status]).toEqual([id, expect.stringMatching(/^(guaranteed|expected)$/)]);
    // That there is no literal secret stands on all of the stack.
    expect(findings.filter(({ evidence }) => evidence.length === 0).map(({ id }) => id)).toEqual(["HX-literal-secret"]);
  });

  test.each(Object.keys(changes))("nothing is guaranteed on %s", (change) => {
    const still = standing.filter(({ rule, evidence }) => {
      const applied: boolean[] = [];
      const after = cluster.after((json) => applied.push(changes[change]?.(json, evidence) ?? false));
      return applied.includes(true) && !stillRight(rule, change, evidence) && after.get(rule)?.status === "guaranteed";
    });

    expect(still.map(({ rule, evidence: { address, attribute } }) => `${rule}: ${address} ${attribute}`)).toEqual([]);
  });

  test("whatever is changed together, what stood on it is not guaranteed", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...standing.keys()], { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...Object.keys(changes)),
        (picked, change) => {
          const broken = new Set<string>();
          const after = cluster.after((json) => {
            for (const { rule, evidence } of picked.flatMap((index) => standing[index] ?? [])) {
              if (changes[change]?.(json, evidence) && !stillRight(rule, change, evidence)) broken.add(rule);
            }
          });
          for (const rule of broken) expect([rule, change, after.get(rule)?.status]).not.toEqual([rule, change, "guaranteed"]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("what breaks can be accepted until a day, and counts as failed after it", async () => {
    const accepted = (until: string) =>
      judged(
        name,
        (stack) => {
          for (const { id } of waivable) waive(stack, { check: id, reason: "a test of waivers", owner: "team-zaken", until });
        },
        { environment: "test" },
      );
    const [holding, expired] = await Promise.all([accepted("2099-01-01"), accepted("2026-01-01")]);
    const rulesStanding = [...new Map(standing.map((each) => [each.rule, each])).values()];

    for (const { rule, evidence } of rulesStanding) {
      const breaks = (json: Json) => {
        changes["a value that only Terraform knows"]?.(json, evidence);
      };
      const before = cluster.after(breaks).get(rule)?.status;
      if (before !== "unknown" && before !== "failed") continue;
      // Only production must be protected.
      if (rule === "HX-deletion-protection") continue;
      expect([rule, holding.after(breaks).get(rule)?.status, expired.after(breaks).get(rule)?.status]).toEqual([rule, "waived", "failed"]);
    }
  });
});
