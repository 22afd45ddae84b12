import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { nodeCheck } from "../../cli/doctor/machine";
import { type Ended, folder, haven } from "./run";

const bench = (provider: string) => readFileSync(resolve(__dirname, `../../bench/${provider}.yaml`), "utf8");

/** A folder for the PATH, in which each command prints a text. */
function commands(answers: Readonly<Record<string, string>>): string {
  const path = folder();
  for (const [name, answer] of Object.entries(answers)) {
    writeFileSync(join(path, name), `#!/bin/sh\ncase "$*" in\n${answer}\nesac\n`);
    chmodSync(join(path, name), 0o755);
  }
  return path;
}

const prints = (text: string, when = "*") => `${when}) echo '${text}' ;;`;
const terraform = (version = "1.11.4") => prints(JSON.stringify({ terraform_version: version }), "version*");

interface Check {
  readonly name: string;
  readonly status: string;
  readonly found: string;
  readonly todo?: string;
}
const checks = ({ stdout }: Ended) => (JSON.parse(stdout) as { checks: Check[] }).checks;
const named = (ended: Ended, name: string) => checks(ended).find((check) => check.name === name);

const azure = { ARM_SUBSCRIPTION_ID: "a", ARM_CLIENT_ID: "b", ARM_TENANT_ID: "c", ARM_USE_OIDC: "true" };

test("nothing is in the way where everything is there", () => {
  const own = bench("azure")
    .replace("changeme", "gemeentestate")
    .replace(/0{8}(-0{4}){3}-0{12}/, "5b0c3f4e-8a52-4f5e-9c1d-2f6f4a7d9e10");
  const project = folder({ "clusters/zaken.yaml": own });
  const PATH = commands({
    terraform: terraform(),
    kubelogin: "",
    az: prints("Microsoft.ContainerService\nMicrosoft.OperationalInsights\nMicrosoft.PolicyInsights\nMicrosoft.Insights", "provider*"),
  });
  const ended = haven(project, ["doctor"], { PATH, ...azure });

  expect(ended).toMatchObject({ status: 0, stderr: "" });
  expect(ended.stdout).toMatch(/^ok +Terraform or OpenTofu +terraform 1\.11\.4$/m);
  expect(ended.stdout).toMatch(/^ok +azure login +an application by federation$/m);
  expect(ended.stdout).toContain("Nothing is in the way.");
});

test("what is missing is said with what to do about it, and ends with 1", () => {
  const project = folder({ "clusters/zaken.yaml": bench("azure") });
  const ended = haven(project, ["doctor"], { PATH: "" });

  expect(ended).toMatchObject({ status: 1, stderr: "" });
  expect(ended.stdout).toMatch(/^MISSING +Terraform or OpenTofu +neither is on the PATH: install Terraform 1\.5 or newer/m);
  expect(ended.stdout).toMatch(/^MISSING +azure login +none: log in with az login$/m);
  expect(ended.stdout).toMatch(/^MISSING +kubelogin.*: install it with az aks install-cli$/m);
  expect(ended.stdout).toMatch(/^unchecked +azure resource providers /m);
});

test("no value of a credential is printed", () => {
  const project = folder({
    "clusters/azure.yaml": bench("azure"),
    "clusters/aws.yaml": bench("aws"),
    "clusters/vsphere.yaml": bench("vsphere"),
  });
  const secrets = [
    "ARM_CLIENT_SECRET",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "VSPHERE_USER",
    "VSPHERE_PASSWORD",
    "TF_VAR_csi_user",
    "TF_VAR_csi_password",
  ];
  const { stdout, stderr } = haven(project, ["doctor", "--json"], Object.fromEntries(secrets.map((name) => [name, "hunter2"])));

  expect(stdout + stderr).not.toContain("hunter2");
  expect(stdout).toContain("an application with a secret");
});

test("a vSphere cluster needs the keys of object storage only where its file has object storage", () => {
  const vcenter = ["VSPHERE_USER", "VSPHERE_PASSWORD", "TF_VAR_csi_user", "TF_VAR_csi_password"];
  const env = Object.fromEntries(vcenter.map((name) => [name, "set"]));
  const without = folder({ "clusters/zaken.yaml": bench("vsphere").replace(/^ +objects: .*\n/m, "") });
  const withObjects = folder({ "clusters/zaken.yaml": bench("vsphere") });

  expect(named(haven(without, ["doctor", "--json"], env), "vsphere object storage")).toBeUndefined();
  expect(named(haven(withObjects, ["doctor", "--json"], env), "vsphere object storage")).toMatchObject({
    status: "missing",
    found: "TF_VAR_objects_access_key, TF_VAR_objects_secret_key are not set",
    todo: "set TF_VAR_objects_access_key and TF_VAR_objects_secret_key, from a vault (docs/vsphere.md)",
  });
});

test("a secret that lasts is a warning, a federated login is fine", () => {
  const project = folder({ "clusters/zaken.yaml": bench("aws") });
  const keys = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };

  expect(named(haven(project, ["doctor", "--json"], keys), "aws login")).toMatchObject({ status: "warning" });
  expect(named(haven(project, ["doctor", "--json"], { AWS_WEB_IDENTITY_TOKEN_FILE: "t", AWS_ROLE_ARN: "r" }), "aws login")).toMatchObject({
    status: "ok",
  });
});

test("the S3 backend needs a newer Terraform than the others", () => {
  const PATH = commands({ terraform: terraform("1.9.8") });
  const of = (provider: string, backend: string) => {
    const project = folder({ "clusters/zaken.yaml": bench(provider).replace(/^backend:.*$/m, `backend: ${backend}`) });
    return named(haven(project, ["doctor", "--json"], { PATH }), "Terraform or OpenTofu");
  };

  expect(of("aws", "{ type: s3, bucket: haven-state, region: eu-central-1 }")).toMatchObject({
    status: "missing",
    todo: expect.stringContaining("1.10"),
  });
  expect(of("aws", "{ type: pg }")).toMatchObject({ status: "ok" });
});

test("a vSphere cluster needs a Terraform, or a newer OpenTofu, that knows ephemeral logins", () => {
  const of = (program: "terraform" | "tofu", version: string, kubeconfig = "ephemeral") => {
    const file = bench("vsphere")
      .replace(/^backend:.*$/m, "backend: { type: pg }")
      .replace(/^access:$/m, `access:\n  kubeconfig: ${kubeconfig}`);
    const project = folder({ "clusters/zaken.yaml": file });
    const PATH = commands({ [program]: terraform(version) });
    return named(haven(project, ["doctor", "--json"], { PATH, TERRAFORM_BINARY_NAME: program }), "Terraform or OpenTofu");
  };

  expect(of("terraform", "1.9.8")).toMatchObject({ status: "missing", todo: expect.stringMatching(/1\.10.*access\.kubeconfig/) });
  expect(of("terraform", "1.10.0")).toMatchObject({ status: "ok" });
  expect(of("tofu", "1.10.7")).toMatchObject({ status: "missing", todo: expect.stringMatching(/1\.11/) });
  expect(of("tofu", "1.11.0")).toMatchObject({ status: "ok" });
  expect(of("tofu", "1.10.7", "state")).toMatchObject({ status: "ok" });
});

test("OpenTofu will do, and cdktf must be told of it", () => {
  const PATH = commands({ tofu: terraform("1.9.0") });
  const project = folder();

  expect(named(haven(project, ["doctor", "--json"], { PATH }), "Terraform or OpenTofu")).toMatchObject({
    status: "warning",
    found: "tofu 1.9.0",
    todo: expect.stringContaining("TERRAFORM_BINARY_NAME=tofu"),
  });
  expect(named(haven(project, ["doctor", "--json"], { PATH, TERRAFORM_BINARY_NAME: "tofu" }), "Terraform or OpenTofu")).toMatchObject({
    status: "ok",
  });
});

test("services that aren't registered are named, with the command", () => {
  const PATH = commands({ az: prints("Microsoft.ContainerService", "provider*") });
  const project = folder({ "clusters/zaken.yaml": bench("azure") });

  expect(named(haven(project, ["doctor", "--json"], { PATH, ...azure }), "azure resource providers")).toMatchObject({
    status: "warning",
    todo: expect.stringContaining("az provider register --namespace Microsoft.PolicyInsights"),
  });
});

test("example values and a state without a login are found in the cluster files", () => {
  const text = bench("azure").replace(/^backend:.*$/m, "backend: { type: http, address: https://gitlab.example.org/state }");
  const project = folder({ "clusters/zaken.yaml": text });

  expect(named(haven(project, ["doctor", "--json"]), "zaken: example values")).toMatchObject({
    found: expect.stringContaining("access.allowedCidrs[0]"),
  });
  expect(named(haven(project, ["doctor", "--json"]), "zaken: state")).toMatchObject({
    status: "missing",
    todo: expect.stringContaining("TF_HTTP_PASSWORD"),
  });
});

test("before there is a project it says how to make one", () => {
  expect(named(haven(folder(), ["doctor", "--json"]), "cluster files")).toMatchObject({
    status: "missing",
    todo: "haven-cdktf init writes a project",
  });
});

test("a broken cluster file doesn't keep the rest from being looked at; it ends with 2 and a line that says where", () => {
  const ended = haven(folder({ "clusters/zaken.yaml": "provider: [" }), ["doctor"]);

  expect(ended.status).toBe(2);
  expect(ended.stdout).toMatch(/^ok +Node /m);
  expect(ended.stderr).toMatch(/^haven-cdktf: clusters\/zaken\.yaml:1:\d+ {2}not YAML: .*\n$/);
});

test("Node is held against what the package asks", () => {
  expect([nodeCheck("20.8.1"), nodeCheck("20.9.0"), nodeCheck("22.0.0")].map(({ status }) => status)).toEqual(["missing", "ok", "ok"]);
});

test("example values of the backend and the administrators are in the way, others are a warning", () => {
  const status = (text: string) => {
    const project = folder({ "clusters/zaken.yaml": text });
    return named(haven(project, ["doctor", "--json"]), "zaken: example values")?.status;
  };
  const own = bench("azure").replace("changeme", "gemeentestate");

  expect(status(bench("azure"))).toBe("missing");
  expect(status(own)).toBe("missing");
  expect(status(own.replace(/0{8}(-0{4}){3}-0{12}/, "5b0c3f4e-8a52-4f5e-9c1d-2f6f4a7d9e10"))).toBe("warning");
});
