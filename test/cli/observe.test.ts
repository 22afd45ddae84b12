import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Report } from "../../lib/compliance";
import { kubernetesObjects, node } from "../support/kubernetes-objects";
import { type Answer, kubeconfig, send, silence, startKubernetes, status } from "../support/kubernetes-server";
import { answeredHaven, type Ended, folder, haven, refused } from "./run";

const cluster = readFileSync(resolve(__dirname, "../../bench/azure.yaml"), "utf8");

// Each look is a process of its own, and some of them wait.
jest.setTimeout(60_000);

let predicted: string;

beforeAll(() => {
  const project = folder({ "clusters/zaken.yaml": cluster });
  expect(haven(project, ["report"]).status).toBe(0);
  predicted = readFileSync(join(project, "cdktf.out/haven/report.json"), "utf8");
});

/** A folder with a report in it. */
const project = (files: Readonly<Record<string, string>> = {}) => folder({ "cdktf.out/haven/report.json": predicted, ...files });

interface Looked extends Ended {
  readonly asked: readonly string[];
}

/** Looks at a cluster that answers as the predicted one would, but for what is given. */
async function observe(
  answers: Readonly<Record<string, object | Answer>> = {},
  { args = [], user, cwd = project() }: { readonly args?: readonly string[]; readonly user?: object; readonly cwd?: string } = {},
): Promise<Looked> {
  const server = await startKubernetes({ ...kubernetesObjects(), ...answers });
  try {
    writeFileSync(join(cwd, "kubeconfig"), server.kubeconfig(user));
    const ended = await answeredHaven(cwd, ["observe", "--kubeconfig", "kubeconfig", ...args]);
    return { ...ended, asked: server.asked };
  } finally {
    await server.stop();
  }
}

test("a cluster that is as predicted ends with 0, says first that this isn't HCC, and shows what was seen", async () => {
  const { status: code, stdout, stderr } = await observe();

  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.split("\n")[0]).toMatch(/^Seen by haven-cdktf observe, which is not HCC/);
  expect(stdout).toMatch(/Multiple availability zones in use +guaranteed +YES +as predicted +nodes by zone: westeurope-1 \(2\)/);
  expect(stdout).toMatch(/ReadWriteMany persistent volumes support +to observe +YES +seen +class haven-shared, 1 shared volumes in use/);
  expect(stdout).toMatch(/Nodes for applications +at least 3 +3 +as in the report/);
});

test("it only reads, and never a Secret", async () => {
  const { asked } = await observe();

  expect(asked.filter((request) => !request.startsWith("GET "))).toEqual([]);
  expect(asked.filter((request) => /secret|pods|log/.test(request))).toEqual([]);
});

test("a cluster that isn't as predicted ends with 1, with what to look at in every form of the report", async () => {
  const cwd = project();
  const nodes = { items: [node("a", "1"), node("b", "1")] };
  const { status: code, stdout } = await observe({ "/api/v1/nodes": nodes }, { cwd, args: ["--json", "--out", "evidence"] });
  const printed = JSON.parse(stdout) as Report;

  expect(code).toBe(1);
  expect(printed.notice.en).toMatch(/is not HCC/);
  expect(printed.clusters[0]?.checks.find(({ id }) => id === "multiaz")?.observed).toMatchObject({ result: "no", outcome: "regression" });
  expect(JSON.parse(readFileSync(join(cwd, "evidence/report.json"), "utf8"))).toEqual(printed);
  for (const name of ["report.html", "report.md", "report.junit.xml", "report.sarif"])
    expect(existsSync(join(cwd, "evidence", name))).toBe(true);
  // It can be looked at again beside another run.
  expect((await observe({}, { cwd, args: ["--report", "evidence/report.json"] })).status).toBe(0);
});

test("a list in pages is read to its end", async () => {
  const all = [node("a", "1"), node("b", "2"), node("c", "3")];
  const pages: Answer = (response, url) => {
    const at = Number(url.searchParams.get("continue") ?? "0");
    send(response, 200, { metadata: at < 2 ? { continue: String(at + 1) } : {}, items: [all[at]] });
  };
  const { status: code, stdout } = await observe({ "/api/v1/nodes": pages });

  expect(code).toBe(0);
  expect(stdout).toMatch(/nodes by zone: westeurope-1 \(1\), westeurope-2 \(1\), westeurope-3 \(1\)/);
});

test("what may not be read is unknown and ends with 1; the rest is judged", async () => {
  const { status: code, stdout } = await observe({ "/api/v1/nodes": status(403), "/apis/apps/v1/daemonsets": status(503) });

  expect(code).toBe(1);
  expect(stdout).toMatch(/! +Multiple availability zones in use +guaranteed +UNKNOWN +not judged +no permission to read nodes/);
  expect(stdout).toMatch(/! +Log aggregation is running +to observe +UNKNOWN +not judged +daemonsets: the API server answered 503/);
  expect(stdout).toMatch(/Metrics-server is running +to observe +YES/);
});

test("a cluster without cert-manager, metrics or a baseline of ours is read as one, not as an error", async () => {
  const gone = ["/apis/cert-manager.io/v1/clusterissuers", "/api/v1/namespaces/haven-system/configmaps/haven-cluster-info"];
  const { status: code, stdout } = await observe({
    ...Object.fromEntries(gone.map((path) => [path, status(404)])),
    "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io": status(404),
  });

  expect(code).toBe(1);
  expect(stdout).toMatch(/! +Automated HTTPS certificate provisioning +to observe +NO +not there/);
  expect(stdout).toMatch(/nobody registered the metrics API/);
});

test("nothing that a cluster says is acted on by a terminal", async () => {
  const answers = { "/version": { gitVersion: "v1.36.2\u001b[31m" } };

  expect((await observe(answers)).stdout).not.toContain("\u001b");
});

test("another cluster than the one in the report is refused", async () => {
  const info = "/api/v1/namespaces/haven-system/configmaps/haven-cluster-info";

  expect(refused(await observe({ [info]: { metadata: {}, data: { cluster_name: "burger" } } }))).toMatch(
    /^the kubeconfig leads to cluster burger, and the report is about .*; choose with --context or --cluster$/,
  );
});

test("who may read nothing, or isn't known, judges nothing", async () => {
  const forbidden = Object.fromEntries(Object.keys(kubernetesObjects()).map((path) => [path, status(403)]));
  const unknown = Object.fromEntries(Object.keys(kubernetesObjects()).map((path) => [path, status(401)]));

  expect(refused(await observe(forbidden))).toMatch(/may read nothing of the cluster; docs\/observe-role\.yaml/);
  expect(refused(await observe(unknown))).toMatch(/doesn't take the credentials of this kubeconfig; log in again$/);
});

test("a server that is slow is waited for, and one that doesn't answer is not waited for longer than asked", async () => {
  const slowly: Answer = (response) => {
    setTimeout(() => {
      send(response, 200, kubernetesObjects()["/api/v1/nodes"] ?? {});
    }, 700);
  };

  expect((await observe({ "/api/v1/nodes": slowly })).status).toBe(0);
  for (const path of ["/version", "/api/v1/nodes"])
    expect(refused(await observe({ [path]: silence }, { args: ["--timeout", "1"] }))).toMatch(
      /^https:\/\/127\.0\.0\.1:\d+ didn't answer within 1 seconds \(--timeout\)$/,
    );
});

test("what is no API server, or isn't there at all, is said in a line", async () => {
  const page: Answer = (response) => {
    send(response, 200, "<html>Log in to the proxy</html>");
  };
  const closed = await startKubernetes({});
  await closed.stop();
  const nobody = (server: string) => answeredHaven(project({ kubeconfig: kubeconfig(server) }), ["observe", "--kubeconfig", "kubeconfig"]);

  expect(refused(await observe({ "/version": page }))).toMatch(/API server/);
  expect(refused(await nobody(closed.address))).toMatch(/can't be reached: nothing listens there$/);
  expect(refused(await nobody("https://api.invalid"))).toMatch(/^https:\/\/api\.invalid can't be reached: /);
  expect(refused(await nobody("https://user:word@127.0.0.1:1"))).not.toContain("word");
  const server = await startKubernetes(kubernetesObjects());
  expect(refused(await nobody(server.address))).toMatch(/its certificate isn't signed by the authority in the kubeconfig$/);
  await server.stop();
});

test("the program that the kubeconfig logs in with is run once, and what it says when it fails is said", async () => {
  const exec = (...args: string[]) => ({
    exec: { apiVersion: "client.authentication.k8s.io/v1", command: process.execPath, args: ["-e", ...args], interactiveMode: "Never" },
  });
  const credential = `console.log(JSON.stringify({ status: { token: process.env.KUBERNETES_EXEC_INFO && "t", expirationTimestamp: "2099-01-01T00:00:00Z" } }))`;
  const count = `require("node:fs").appendFileSync("runs", "x");`;
  const cwd = project();

  expect((await observe({}, { user: exec(`${count}${credential}`), cwd })).status).toBe(0);
  expect(readFileSync(join(cwd, "runs"), "utf8")).toBe("x");
  expect(refused(await observe({}, { user: exec(`console.error("run az login\\nand more"); process.exit(1)`) }))).toMatch(
    /: run az login$/,
  );
  expect(refused(await observe({}, { user: { exec: { ...exec().exec, command: "no-such-program" } } }))).toMatch(
    /^no-such-program, which the kubeconfig logs in with, can't be run: ENOENT$/,
  );
  expect(
    refused(await observe({}, { user: exec("process.stdin.resume().on('end', () => process.exit())"), args: ["--timeout", "1"] })),
  ).toMatch(/didn't answer within 1 seconds/);
});

test("a kubeconfig that is missing, broken or without the context is refused in a line, without a word of what is in it", () => {
  const here = project({
    good: kubeconfig("https://127.0.0.1:1"),
    broken: "users: [ secret-token",
    other: "just a text",
    empty: "",
    unset: JSON.stringify({ ...(JSON.parse(kubeconfig("https://127.0.0.1:1")) as object), "current-context": "" }),
  });
  const words = (...args: string[]) => refused(haven(here, ["observe", ...args]));

  expect(words()).toBe("no kubeconfig: name one with --kubeconfig or KUBECONFIG");
  expect(words("--kubeconfig", "absent")).toBe("kubeconfig absent can't be read: it isn't there");
  expect(words("--kubeconfig", "cdktf.out")).toMatch(/^kubeconfig cdktf\.out can't be read/);
  expect(words("--kubeconfig", "broken")).toBe("broken is not a kubeconfig");
  for (const file of ["other", "empty"]) expect(words("--kubeconfig", file)).toMatch(/is not a kubeconfig|has no context/);
  expect(words("--kubeconfig", "good", "--context", "there")).toBe("no context there in the kubeconfig; choose with --context: here");
  expect(words("--kubeconfig", "unset")).toBe("the kubeconfig has no current context; choose with --context: here");
  expect(refused(haven(here, ["observe"], { KUBECONFIG: "absent" }))).toBe("kubeconfig absent can't be read: it isn't there");
});

test("wrong flags, and a report that isn't there, are refused before anybody is asked", () => {
  const words = (cwd: string, ...args: string[]) => refused(haven(cwd, ["observe", ...args]));

  expect(words(folder())).toMatch(/^cdktf\.out\/haven\/report\.json .*; npm start makes it$/);
  expect(words(project(), "--timeout", "soon")).toMatch(/whole number of seconds/);
  expect(words(project(), "--cluster", "burger")).toMatch(/^no cluster burger in the report; it has /);
  expect(words(project(), "--contxt", "x")).toMatch(/unknown option '--contxt'/);
  expect(words(project(), "extra")).toMatch(/too many arguments/);
});
