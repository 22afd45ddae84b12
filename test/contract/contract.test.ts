import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { object } from "../../lib/core/reading/terraform-json";
import { synthesizeApp, type Synthesized } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

/** What holds on every provider, in the same words. Providers are found by their folder; a new one joins by being there. */
const root = resolve(__dirname, "../..");
const found = readdirSync(join(root, "stacks")).flatMap((file) => /^(\w+)-haven-stack\.ts$/.exec(file)?.[1] ?? []);
test("every provider's stack can be named in a cluster file", () => {
  expect(found.sort()).toEqual(Object.keys(providers).sort());
});

describe.each(found)("%s", (name) => {
  let stack: Synthesized;
  beforeAll(() => {
    const provider = providers[name]?.();
    stack = synthesizeApp((app) => provider?.addStack(app, name, reference(name)));
  });

  test("says nothing of the others", () => {
    const others = new RegExp(`\\b(${found.filter((other) => other !== name).join("|")})`, "i");
    const folder = join(root, "lib", name);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("generated"),
    );
    const mentions = files.filter((file) => others.test(readFileSync(join(folder, file), "utf8")));

    expect(mentions).toEqual([]);
  });

  test.each(["127.0.0.0/16", "169.254.0.0/16", "224.0.0.0/16"])("refuses %s as its network", (cidr) => {
    const given = reference(name) as { readonly network: object };
    const problems = providers[name]?.().problems({ ...given, network: { ...given.network, cidr } }) ?? [];

    expect(problems.filter(({ path }) => path === "network.cidr").map(({ message }) => message)).toContainEqual(
      expect.stringContaining("give one that machines can have"),
    );
  });

  test("gives the contract's outputs", () => {
    // A login of the provider's own tools may stand beside them; Terraform shows none of it.
    const shown = Object.entries(stack.outputs).filter(([, output]) => object(output).sensitive !== true);

    expect(shown.map(([key]) => key).sort()).toEqual([
      "api_endpoint",
      "cluster_issuers",
      "cluster_name",
      "default_storage_class",
      "dns_zone",
      "egress_addresses",
      "gateway_class",
      "haven_check_command",
      "ingress_class",
      "kubeconfig_command",
      "kubernetes_version",
      "log_sink",
      "object_storage",
      "oidc_issuer_url",
      "provider",
      "region",
      "shared_storage_class",
      "zones",
    ]);
    expect(stack.outputs).toMatchObject({ provider: { value: name } });
  });

  test("fails no check, and leaves none unknown", () => {
    expect(stack.prediction).toMatchObject({ failed: [], unknown: [] });
    // Velero is off until somebody asks for it.
    expect(stack.findings).toMatchObject({ failed: [], unknown: ["HX-backup"] });
  });

  test("installs the baseline, and says so in the report", () => {
    const [cluster] = stack.report.clusters;

    expect(cluster?.baseline?.components.map(({ release }) => release)).toEqual(
      expect.arrayContaining(["system", "cert-manager", "issuers", "traefik", "loki", "alloy"]),
    );
    expect(stack.outputs).toMatchObject({
      default_storage_class: { value: "haven-block" },
      shared_storage_class: { value: "haven-shared" },
      ingress_class: { value: "haven" },
      cluster_issuers: { value: ["letsencrypt-production", "letsencrypt-staging"] },
    });
  });

  test("shows as evidence what stands in the attribute that it names", () => {
    const [cluster] = stack.report.clusters;
    const standing = (address: string, path: string) => {
      const [type = "", id = ""] = address.split(".");
      return path.split(".").reduce<unknown>(
        (at, key) => {
          const block: unknown = Array.isArray(at) && at.length === 1 ? at[0] : at;
          return (block as Record<string, unknown> | undefined)?.[key];
        },
        (stack.json.resource as Record<string, Record<string, unknown>>)[type]?.[id],
      );
    };
    const evidence = [...(cluster?.checks ?? []), ...(cluster?.findings ?? [])].flatMap((finding) => finding.evidence);
    const known = evidence.filter(
      ({ address, value }) => value !== null && (address.split(".")[0] ?? "") in (stack.json.resource as object),
    );

    expect(known.length).toBeGreaterThan(5);
    for (const { address, attribute, value } of known) {
      expect({ address, attribute, value }).toEqual({ address, attribute, value: standing(address, attribute) });
    }
  });

  test("says what its picture shows: a network, pools in zones, and what stands beside it", () => {
    const architecture = stack.report.clusters[0]?.architecture;

    expect(architecture?.network.cidr).toMatch(/^[\d.]+\/\d+$/);
    expect(architecture?.network.subnets.length).toBeGreaterThan(0);
    expect(architecture?.nodePools.find(({ name }) => name === "apps")).toMatchObject({ minNodes: 3, maxNodes: expect.any(Number) });
    for (const { minNodes, zones } of architecture?.nodePools ?? []) expect([minNodes, zones.length]).not.toContain(undefined);
    // The parts of the picture are lines of text, and a token or an expression is none.
    expect(JSON.stringify(architecture)).not.toMatch(/\$\{|TfToken/);
  });

  test("says among its settings what its network and its machines are", () => {
    const { settings = [], architecture } = stack.report.clusters[0] ?? {};
    const said = Object.fromEntries(settings.map(({ title, value }) => [title.en, value]));

    expect(said["Range of the network"]).toBe(architecture?.network.cidr);
    expect(said["Pool apps: machines"]).toMatch(/\w/);
    expect(said["Pool apps: most nodes"]).toBeGreaterThanOrEqual(3);
    // A provider may split a pool, by zone for example. Its user has one.
    expect(said["Pool apps: least nodes"]).toBe(3);
    expect(said["Pool apps: zones"]).toHaveLength(3);
    expect(Object.keys(said)).toHaveLength(settings.length);
  });

  test("keeps its state away from this machine, and no path of it in the stack", () => {
    expect((stack.json.terraform as { backend: object }).backend).not.toHaveProperty("local");
    expect(JSON.stringify(stack.json)).not.toContain(process.cwd());
  });

  test("puts nothing secret into the stack", () => {
    expect(stack.findings.expected).toContain("HX-literal-secret");
  });

  test("refuses the profile for small clusters in production, in code too", () => {
    const provider = providers[name]?.();
    const given = { ...reference(name), compliance: { profile: "test" } };

    expect(() => synthesizeApp((app) => provider?.addStack(app, name, given))).toThrow("compliance.profile  test is not for a cluster");
  });

  test("protects what can't be made again", () => {
    expect(stack.findings.guaranteed).toContain("HX-deletion-protection");
  });
});
