import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadClusterFiles } from "../../lib/config";
import { providers } from "../../stacks/providers";

const root = resolve(__dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  exports: Record<string, object>;
};
const version = (name: string) => `${name}@${manifest.devDependencies[name] ?? ""}`;

/** Of the providers only the one that is used, and what speaks to any cluster. */
const bindings = ["@cdktf/provider-azurerm", "@cdktf/provider-helm", "@cdktf/provider-kubernetes"];

let folder = "";
let archive = "";
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** The block of code in the README that stands behind a mark. */
function readme(mark: string): string {
  const [, code] =
    new RegExp(`<!-- test:${mark} -->\\s*\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  if (code === undefined) throw new Error(`README.md has no block marked test:${mark}`);
  return code;
}

/** What docs/opentofu.md says to type to move a project to CDK Terrain. */
function toCdkTerrain(): string {
  const [, chapter = ""] = readFileSync(join(root, "docs/opentofu.md"), "utf8").split("## CDK Terrain");
  const [, commands] = /```sh\n([^]*?)```/.exec(chapter) ?? [];
  if (commands === undefined) throw new Error("docs/opentofu.md has no commands for CDK Terrain");
  return commands;
}

/** A cluster that is there already, as a supplier who has only its kubeconfig would write it. */
const existingCluster = `
const Module = require("module");
const { App, LocalBackend, TerraformStack } = require("cdktf");
const { Construct } = require("constructs");
const load = Module._load;
Module._load = (name, ...rest) => {
  if (/^@cdktf\\/provider-(?!helm|kubernetes)/.test(name)) throw new Error(name + " is loaded");
  return load(name, ...rest);
};
const { HavenBaseline } = require("haven-cdktf/baseline");
const storageClass = (name) => ({ name, provisioner: "csi.example", parameters: {}, mountOptions: [], volumeBindingMode: "Immediate" });
const identity = { namespace: "n", serviceAccount: "s", annotations: {}, podLabels: {} };
const app = new App({ outdir: "existing" });
const stack = new TerraformStack(app, "inside");
new LocalBackend(stack, { path: "inside.tfstate" });
const cluster = Object.assign(new Construct(stack, "cluster"), {
  clusterName: "existing", provider: "existing", region: "here", zones: ["a", "b"], kubernetesVersion: "1.36",
  apiEndpoint: "https://k.example", oidcIssuerUrl: "", logSink: "", egressAddresses: [], kubeconfigCommand: "", ready: [],
  defaultStorageClass: storageClass("haven-block"), sharedStorageClass: storageClass("haven-shared"),
  objectStorage: { api: "s3", account: "", endpoint: "https://s3.example", region: "eu", buckets: { logs: "logs", backups: "backups" }, backupConfig: {} },
  workloadIdentities: { logs: identity, backups: identity },
  kubernetesAccess: { host: "https://k.example", clusterCaCertificate: "", exec: { apiVersion: "v1", command: "login", args: [] } },
  platformServices: { metricsServer: true, snapshotController: true, gatewayApi: false, defaultStorageClasses: [] },
  loadBalancer: { exposure: "internal", annotations: {} },
});
new HavenBaseline(stack, "baseline", { cluster });
app.synth();
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "haven-package-"));
  const packed = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: root, encoding: "utf8" }),
  ) as [{ filename: string }];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true }));
  const beside = ["cdktf", "constructs", ...bindings, "typescript", "@types/node"].map(version);
  archive = packed[0].filename;
  run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", `./${archive}`, ...beside);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("the README's TypeScript compiles and synthesizes beside only the bindings that it uses", () => {
  writeFileSync(join(folder, "main.ts"), readme("readme-example"));
  run("npx", "tsc", "--strict", "--target", "es2022", "--module", "node16", "--moduleResolution", "node16", "--skipLibCheck", "main.ts");
  run("node", "main.js");

  const { stacks } = JSON.parse(readFileSync(join(folder, "cdktf.out/manifest.json"), "utf8")) as { stacks: Record<string, object> };
  const [stack = ""] = Object.keys(stacks);
  const json = readFileSync(join(folder, "cdktf.out/stacks", stack, "cdk.tf.json"), "utf8");
  expect(json).toContain("azurerm_kubernetes_cluster");
  // The bindings' own pin refuses values that the cluster needs.
  expect(json).toContain(">= 4.75, < 5.0");
});

test("the README's YAML is a cluster file", () => {
  const clusters = mkdtempSync(join(folder, "clusters-"));
  writeFileSync(join(clusters, "readme.yaml"), readme("readme-yaml"));

  expect(loadClusterFiles(clusters).flatMap(({ problems }) => problems)).toEqual([]);
});

describe("with every provider's bindings", () => {
  beforeAll(() => {
    const others = Object.keys(manifest.peerDependencies).filter((name) => name.startsWith("@cdktf/") && !bindings.includes(name));
    run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", ...others.map(version));
  });

  const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./package.json");

  test.each(entries.map((entry) => entry.replace(".", "haven-cdktf")))(
    "%s can be imported, with types under both ways of resolving modules",
    (entry) => {
      const file = `${entry.replaceAll("/", "-")}.ts`;
      writeFileSync(join(folder, file), `import * as entry from "${entry}";\nconsole.log(Object.keys(entry).length > 0);\n`);
      run(
        "npx",
        "tsc",
        "--strict",
        "--noEmit",
        "--target",
        "es2022",
        "--module",
        "commonjs",
        "--moduleResolution",
        "node10",
        "--ignoreDeprecations",
        "5.0",
        "--skipLibCheck",
        file,
      );
      run("npx", "tsc", "--strict", "--target", "es2022", "--module", "node16", "--moduleResolution", "node16", "--skipLibCheck", file);

      expect(run("node", file.replace(".ts", ".js")).trim()).toBe("true");
    },
  );
});

test("a baseline is synthesized with no provider's binding but those of Kubernetes and Helm", () => {
  writeFileSync(join(folder, "existing.js"), existingCluster);
  run("node", "existing.js");

  expect(readFileSync(join(folder, "existing/stacks/inside/cdk.tf.json"), "utf8")).toContain("helm_release");
});

test("the root entry loads no provider", () => {
  const loaded = run(
    "node",
    "-e",
    "require('haven-cdktf'); console.log(Object.keys(require.cache).filter((file) => file.includes('@cdktf/provider-')).length)",
  );

  expect(loaded.trim()).toBe("0");
});

test.each(Object.keys(providers))(
  "init --provider %s, npm install and cdktf synth work in an empty folder, and on CDK Terrain the same",
  (provider) => {
    const project = mkdtempSync(join(tmpdir(), "haven-init-"));
    // As on a person's machine, where the project's test writes down what it saw; in CI it only compares.
    const environment: NodeJS.ProcessEnv = { ...process.env, CHECKPOINT_DISABLE: "1" };
    delete environment.CI;
    const inProject = (command: string, ...args: string[]) =>
      execFileSync(command, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: environment });
    try {
      const packed = `file:${join(folder, archive)}`;
      const init = ["--yes", "--package", packed, "haven-cdktf", "init", "--provider", provider, "--name", "zaken-prod"];
      expect(() => inProject("npx", ...init, "--region", "mars")).toThrow(/--region "?mars"? is not a region/);
      inProject("npx", ...init);
      // What is packed here isn't on the registry yet.
      inProject("npm", "pkg", "set", `dependencies.haven-cdktf=${packed}`);
      inProject("npm", "install", "--no-audit", "--no-fund");

      expect(inProject("npx", "cdktf", "synth")).toContain("zaken-prod");
      expect(readFileSync(join(project, "cdktf.out/stacks/zaken-prod/cdk.tf.json"), "utf8")).toContain("zaken-prod");
      expect(inProject("npx", "haven-cdktf", "report")).toContain("zaken-prod: what HCC");
      expect(inProject("npm", "test")).toContain("pass 3");
      expect(inProject("env", "CI=true", "npm", "test")).toContain("pass 3");

      // Without the line that says by which version it was made.
      const code = () => {
        const file = readFileSync(join(project, "cdktf.out/stacks/zaken-prod/cdk.tf.json"), "utf8");
        return JSON.parse(file, (key, value: unknown) => (key === "metadata" ? undefined : value)) as object;
      };
      const before = code();
      inProject("sh", "-ec", toCdkTerrain());
      expect(inProject("node", "-p", "require('cdktf/package.json').name").trim()).toBe("cdktn");
      expect(code()).toEqual(before);
      expect(inProject("env", "CI=true", "npm", "test")).toContain("pass 3");
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  },
);
