import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join, resolve } from "node:path";
import { folder } from "./run";

const scripts = resolve(__dirname, "../../templates/pipelines/ci");

/** A project as a job finds it, with programs in the place of those that would reach a cloud. */
function job(programs: Readonly<Record<string, string>>): string {
  const project = folder();
  cpSync(scripts, join(project, "ci"), { recursive: true });
  mkdirSync(join(project, "bin"));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(project, "bin", name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(project, "bin", name), 0o755);
  }
  return project;
}

const run = (project: string, script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const PATH = `${join(project, "bin")}:${process.env.PATH ?? ""}`;
  return spawnSync("sh", [`ci/${script}`, ...args], { cwd: project, encoding: "utf8", env: { PATH, ...env } });
};

/** Terraform ends a plan with a code for each stack, and writes it also when it failed. */
const terraform = `
stack=$(basename "$PWD")
case "$1" in
plan) [ "$stack" = lost ] && exit 1; echo plan > plan.tfplan; case "$stack" in same) exit 0 ;; broken) exit 1 ;; *) exit 2 ;; esac ;;
state) [ "$stack" = new ] || echo aws_eks_cluster.cluster_0A1B2C3D ;;
show) echo "{ \\"stack\\": \\"$stack\\" }" ;;
apply) [ "$stack" = stuck ] && exit 1; echo "$stack $4" >> "$OLDPWD/applied" ;;
esac
`;
/** haven-cdktf: report makes the stacks that are asked for, guard refuses one of them. */
const npx = `
case "$2" in
report) echo "upgrade=$HAVEN_UPGRADE"; for stack in $(echo "$HAVEN_CLUSTERS" | tr , ' '); do mkdir -p "cdktf.out/stacks/$stack" && echo '{}' > "cdktf.out/stacks/$stack/cdk.tf.json"; done
  [ -n "$BASELINE" ] && mkdir -p "cdktf.out/stacks/$BASELINE-baseline" && echo '{}' > "cdktf.out/stacks/$BASELINE-baseline/cdk.tf.json"; exit 0 ;;
guard) shift 2; echo "guard $(cat "$1") $*"; ! grep -q hurtful "$1" ;;
esac
`;
const plan = (clusters: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const project = job({ terraform, npx });
  return { project, ...run(project, "plan.sh", clusters, env) };
};
const has = (project: string, stack: string, file: string) => existsSync(join(project, "cdktf.out/stacks", stack, file));

describe("plan.sh", () => {
  test("leaves the plan of each cluster for the apply, and nothing that holds secrets as JSON", () => {
    const { project, status, stdout } = plan(["zaken", "same"]);

    expect(status).toBe(0);
    expect(stdout).toContain('guard { "stack": "zaken" }');
    expect([has(project, "zaken", "plan.tfplan"), has(project, "same", "plan.tfplan")]).toEqual([true, true]);
    expect(has(project, "zaken", "plan.json")).toBe(false);
  });

  test("fails when guard refuses, and goes on with the other clusters", () => {
    const { status, stdout, stderr } = plan(["hurtful", "zaken"]);

    expect(status).toBe(1);
    expect(stderr).toContain("hurtful: the plan failed or was refused");
    expect(stdout).toContain('guard { "stack": "zaken" }');
  });

  test("lets guard judge a plan that ended with an error, and fails whatever guard says", () => {
    const { status, stdout } = plan(["broken"]);

    expect(status).toBe(1);
    expect(stdout).toContain('guard { "stack": "broken" }');
  });

  test("fails when there is no plan at all", () => {
    const { status, stdout } = plan(["lost"]);

    expect(status).toBe(1);
    expect(stdout).not.toContain("guard");
  });

  test("passes on what a person has allowed", () => {
    const { stdout } = plan(["zaken"], { HAVEN_ALLOW: "a.b c.d" });

    expect(stdout).toContain("plan.json --allow a.b --allow c.d");
  });

  test("a cluster that isn't to be upgraded is planned without a word about those that are", () => {
    expect(plan(["zaken"], { HAVEN_UPGRADE: "other, zaken" }).stdout).toContain("upgrade=zaken\n");
    expect(plan(["zaken"], { HAVEN_UPGRADE: "zaken-prod" }).stdout).toContain("upgrade=\n");
  });

  test("at night any change is a failure", () => {
    expect(plan(["zaken"], { HAVEN_DRIFT: "true" })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("what runs is not what the code says"),
    });
    expect(plan(["same"], { HAVEN_DRIFT: "true" })).toMatchObject({ status: 0 });
  });

  test("plans the stack of a separate baseline too", () => {
    const { stdout } = plan(["zaken"], { BASELINE: "zaken" });

    expect(stdout).toContain('guard { "stack": "zaken-baseline" }');
  });

  test("a separate baseline waits for the first apply of its cluster, whose plan is kept", () => {
    const { project, status, stdout } = plan(["new"], { BASELINE: "new" });

    expect(status).toBe(0);
    expect(stdout).toContain("new-baseline: not planned, since new isn't there yet");
    expect([has(project, "new", "plan.tfplan"), has(project, "new-baseline", "plan.tfplan")]).toEqual([true, false]);
  });
});

describe("apply.sh", () => {
  test("applies exactly the plan that is there, and nothing where there is none", () => {
    const { project } = plan(["zaken", "other"], { BASELINE: "zaken" });
    const { status } = run(project, "apply.sh", ["zaken", "unplanned"]);

    expect(status).toBe(0);
    expect(readFileSync(join(project, "applied"), "utf8")).toBe("zaken plan.tfplan\nzaken-baseline plan.tfplan\n");
  });

  test("goes on with other clusters, but not with what is inside one that failed", () => {
    const { project } = plan(["stuck", "zaken"], { BASELINE: "stuck" });
    const { status } = run(project, "apply.sh", ["stuck", "zaken"]);

    expect(status).toBe(1);
    expect(readFileSync(join(project, "applied"), "utf8")).toBe("zaken plan.tfplan\n");
  });
});

describe("verify.sh", () => {
  const terraform = `stack=$(basename "$PWD"); [ "$1" != output ] || { [ "$stack" != lost ] && echo "echo $stack > \\"\\$KUBECONFIG\\""; }`;
  const npx = `
case "$2" in
report) for stack in $(echo "$HAVEN_CLUSTERS" | tr , ' '); do mkdir -p "cdktf.out/stacks/$stack"; done ;;
compare) echo "compared $5 with $(cat "$3")" >> judged; [ "$5" != open ] ;;
observe) echo "observed $4 at $(cat "$KUBECONFIG")" >> judged ;;
esac
`;
  const hcc = `cat "$KUBECONFIG"`;
  const judged = (project: string) => readFileSync(join(project, "judged"), "utf8");

  test("holds what HCC says of each cluster against its own prediction, and fails when something is open", () => {
    const project = job({ terraform, npx, haven: hcc });

    expect(run(project, "verify.sh", ["zaken", "burger"]).status).toBe(0);
    expect(judged(project)).toBe("compared zaken with zaken\ncompared burger with burger\n");
    expect(run(project, "verify.sh", ["open"]).status).toBe(1);
  });

  test("a cluster that nobody can log in to fails, and isn't judged by what another answered", () => {
    const project = job({ terraform, npx, haven: hcc });

    expect(run(project, "verify.sh", ["zaken", "lost", "burger"])).toMatchObject({ status: 1, stderr: expect.stringContaining("lost:") });
    expect(judged(project)).toBe("compared zaken with zaken\ncompared burger with burger\n");
  });

  test("HCC that doesn't start is a failure, and nothing is held against what it didn't say", () => {
    const project = job({ terraform, npx, haven: "exit 1" });

    expect(run(project, "verify.sh", ["zaken"]).status).toBe(1);
    expect(existsSync(join(project, "judged"))).toBe(false);
  });

  test("without HCC on the runner the cluster is looked at", () => {
    const project = job({ terraform, npx });

    expect(run(project, "verify.sh", ["zaken"]).status).toBe(0);
    expect(judged(project)).toBe("observed zaken at zaken\n");
  });
});

describe("login.sh", () => {
  let server: Server;
  let address = "";
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers.authorization ?? ""}`);
      response.end(JSON.stringify({ value: "github-token", oidcToken: "azure-token" }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const at = server.address();
    address = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
  });
  afterAll(() => {
    server.close();
  });

  const aws = `printf 'AKIA\\tsecret\\tsession\\n'; echo "$*" > "$OUT/aws"; for arg; do case "$arg" in file://*) cat "\${arg#file://}" > "$OUT/token" ;; esac; done`;

  /** What the environment holds after a login. */
  async function login(env: Readonly<Record<string, string>>) {
    const project = job({ aws });
    const command = `. ci/login.sh && env && if [ -n "\${GOOGLE_APPLICATION_CREDENTIALS:-}" ]; then cat "$GOOGLE_APPLICATION_CREDENTIALS"; fi; if [ -n "\${AZURE_FEDERATED_TOKEN_FILE:-}" ]; then cat "$AZURE_FEDERATED_TOKEN_FILE"; fi`;
    const PATH = `${join(project, "bin")}:${process.env.PATH ?? ""}`;
    const child = spawn("sh", ["-c", command], { cwd: project, env: { PATH, OUT: project, ...env } });
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    const status = await new Promise<number | null>((done) => child.on("close", done));
    return { project, output, status };
  }

  const gitLab = { HAVEN_ID_TOKEN: "gitlab-token" };
  const gitHub = () => ({ ACTIONS_ID_TOKEN_REQUEST_URL: `${address}/token?a=b`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "runtime" });
  const azureDevOps = () => ({
    SYSTEM_OIDCREQUESTURI: `${address}/oidc`,
    SYSTEM_ACCESSTOKEN: "runtime",
    AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "connection",
  });
  const azure = { HAVEN_PROVIDER: "azure", ARM_CLIENT_ID: "client", ARM_TENANT_ID: "tenant", ARM_SUBSCRIPTION_ID: "subscription" };
  const google = { HAVEN_PROVIDER: "google", GOOGLE_WORKLOAD_IDENTITY_PROVIDER: "projects/1/p", GOOGLE_SERVICE_ACCOUNT: "a@b" };

  test("on Azure Terraform and kubelogin use the token of the CI system", async () => {
    const fromGitLab = await login({ ...azure, ...gitLab });
    expect(fromGitLab.output).toMatch(/^ARM_USE_OIDC=true$/m);
    expect(fromGitLab.output).toMatch(/^AAD_LOGIN_METHOD=workloadidentity$/m);
    expect(fromGitLab.output).toContain("gitlab-token");

    expect((await login({ ...azure, ...azureDevOps() })).output).toMatch(/^AAD_LOGIN_METHOD=azurepipelines$/m);
    expect((await login({ ...azure, ...gitHub() })).status).toBe(0);
  });

  test.each([
    ["GitLab", () => gitLab, "gitlab-token"],
    ["GitHub", gitHub, "github-token"],
    ["Azure DevOps", azureDevOps, "azure-token"],
  ])("on AWS the token of %s becomes keys that last an hour", async (_, system, token) => {
    const { project, output } = await login({ HAVEN_PROVIDER: "aws", AWS_ROLE_ARN: "arn:aws:iam::1:role/haven", ...system() });

    expect(output).toMatch(/^AWS_ACCESS_KEY_ID=AKIA$/m);
    expect(output).toMatch(/^AWS_SESSION_TOKEN=session$/m);
    expect(readFileSync(join(project, "token"), "utf8")).toBe(token);
    // An argument can be seen by every process of the machine.
    expect(readFileSync(join(project, "aws"), "utf8")).not.toContain(token);
  });

  test("the CI system is asked for the audience, as whom it knows", async () => {
    await login({ HAVEN_PROVIDER: "aws", AWS_ROLE_ARN: "r", ...gitHub() });
    expect(asked.at(-1)).toBe("GET /token?a=b&audience=sts.amazonaws.com bearer runtime");
    await login({ HAVEN_PROVIDER: "aws", AWS_ROLE_ARN: "r", ...azureDevOps() });
    expect(asked.at(-1)).toBe("POST /oidc?api-version=7.1&serviceConnectionId=connection Bearer runtime");
  });

  test("on Google the credentials are a file that points to the token", async () => {
    const json = ({ output }: { output: string }) =>
      JSON.parse(output.slice(output.indexOf('{\n  "type"'))) as { credential_source: object };

    expect(json(await login({ ...google, ...gitLab }))).toMatchObject({
      type: "external_account",
      audience: "//iam.googleapis.com/projects/1/p",
      credential_source: { file: expect.stringContaining("/token") },
    });
    expect(json(await login({ ...google, ...gitHub() })).credential_source).toMatchObject({
      url: `${address}/token?a=b&audience=https://iam.googleapis.com/projects/1/p`,
      headers: { Authorization: "bearer runtime" },
    });
  });

  test("what is missing is named, and the job stops", async () => {
    const without = await login({ HAVEN_PROVIDER: "azure", ...gitLab });
    expect(without.status).not.toBe(0);
    expect(without.output).toContain("ARM_CLIENT_ID");
    expect((await login({ HAVEN_PROVIDER: "aws", AWS_ROLE_ARN: "r" })).output).toContain("this CI system gives no token to this job");
    expect((await login({ HAVEN_PROVIDER: "moon" })).output).toContain("knows no provider moon");
  });
});
