import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execFileSync } from "node:child_process";
import { App } from "cdktf";
import type { JsonObject } from "../../lib/core/reading/json";
import { readStack } from "../../lib/core/reading/terraform-json";
import { synthesizeApp } from "../../lib/testing";
import { AzureHavenStack, type AzureHavenStackProps } from "../../stacks/azure-haven-stack";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

/** Construct paths and versions say nothing to Terraform. */
function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "//")
      .map(([key, child]) => [key, withoutMetadata(child)]),
  );
}

describe.each(Object.keys(providers))("%s", (name) => {
  const addTo = () => {
    const provider = providers[name]?.();
    return (app: App) => provider?.addStack(app, name, reference(name));
  };

  test("the reference stack changes only on purpose", () => {
    expect(withoutMetadata(synthesizeApp(addTo()).json)).toMatchSnapshot();
  });

  // An address that changes destroys what was there: a change of this list is a major version, with `moved` instructions.
  test("resources keep their addresses", () => {
    const addresses = readStack(name, name, synthesizeApp(addTo()).json).resources.map(({ address }) => address);

    expect(addresses.sort().join("\n")).toMatchSnapshot();
  });

  test("a stack is the same, byte for byte, in another folder", () => {
    const add = addTo();
    const bytes = () => {
      const outdir = mkdtempSync(join(tmpdir(), "haven-same-"));
      const app = new App({ outdir });
      add(app);
      app.synth();
      const text = readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8");
      rmSync(outdir, { recursive: true });
      return text;
    };

    expect(bytes()).toBe(bytes());
  });
});

test("a supplier's own range of provider versions wins", () => {
  const versionOf = (override: (stack: AzureHavenStack) => void) => {
    const { json } = synthesizeApp((app) => {
      override(new AzureHavenStack(app, "azure", reference("azure") as AzureHavenStackProps));
    });
    return (json.terraform as { required_providers: { azurerm: JsonObject } }).required_providers.azurerm.version;
  };

  expect(versionOf(() => undefined)).toBe(">= 4.75, < 5.0");
  expect(
    versionOf((made) => {
      made.addOverride("terraform.required_providers.azurerm.version", "~> 4.80");
    }),
  ).toBe("~> 4.80");
});

test("the library's main reads cluster files, prints the prediction, and writes nothing for a file that is wrong", () => {
  const root = resolve(__dirname, "../..");
  const folder = mkdtempSync(join(tmpdir(), "haven-main-"));
  const run = () => execFileSync(process.execPath, [join(root, "dist/main.js")], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  try {
    mkdirSync(join(folder, "clusters"));
    const good = readFileSync(join(root, "bench/azure.yaml"), "utf8");
    const write = (text: string) => {
      writeFileSync(join(folder, "clusters/zaken.yaml"), text);
    };
    write(good.replace("minNodes: 3", "minNode: 3").replace("10.40.0.0/16", "10.40.0.0/26"));
    expect(run).toThrow(
      /network\.cidr {2}10\.40\.0\.0\/26 holds 64 addresses.*did you mean minNodes\?.*2 problems\. Nothing was written\./s,
    );
    expect(() => readFileSync(join(folder, "cdktf.out/manifest.json"))).toThrow();

    write(good);
    expect(run()).toContain("A prediction. Only HCC decides.");
    expect(readFileSync(join(folder, "cdktf.out/stacks/zaken/cdk.tf.json"), "utf8")).not.toContain(folder);

    rmSync(join(folder, "cdktf.out"), { recursive: true });
    writeFileSync(join(folder, "cdktf.out"), "in the way");
    expect(run).toThrow(/Command failed: [^\n]*\nE\w+: [^\n]*cdktf\.out[^\n]*\n[^\n]*a folder that you may write to[^\n]*\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
