import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

const script = resolve(__dirname, "../../docs/vsphere-machines.sh");

/** Runs the script beside a talosctl that writes down what it is asked, and fails where `fails` matches. */
function run(
  args: readonly string[],
  {
    fails = "nothing",
    members = "",
    versions = {},
    env = {},
  }: { fails?: string; members?: string; versions?: Readonly<Record<string, string>>; env?: object } = {},
) {
  const answers = Object.entries({ ...versions, "": "v1.13.9" }).map(
    ([node, tag]) => `"version --nodes ${node}"*) printf 'Client:\\n\\tTag: v1\\nServer:\\n\\tTag: %s\\n' ${tag} ;;`,
  );
  const folder = mkdtempSync(join(tmpdir(), "haven-machines-"));
  const log = join(folder, "log");
  const talosctl = `#!/bin/sh\necho "$*" >> "${log}"\ncase "$*" in\n*"${fails}"*) exit 1 ;;\n"etcd members"*) printf '%s\\n' "${members}" ;;\n${answers.join("\n")}\nesac\n`;
  try {
    writeFileSync(log, "");
    writeFileSync(join(folder, "talosctl"), talosctl);
    chmodSync(join(folder, "talosctl"), 0o755);
    const { status, stderr, stdout } = spawnSync("sh", [script, ...args], {
      encoding: "utf8",
      env: {
        PATH: [folder, process.env.PATH].join(delimiter),
        CONTROL_PLANE: "10.0.0.11 10.0.0.12 10.0.0.13",
        WORKERS: "10.0.0.32 10.0.0.33",
        ...env,
      },
    });
    const calls = readFileSync(log, "utf8").trim().split("\n");
    return { status, stderr, stdout, calls, kinds: calls.map((call) => call.split(" --")[0]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const upgraded = (calls: readonly string[]) => calls.flatMap((call) => /^upgrade --nodes (\S+)/.exec(call)?.[1] ?? []);

test("Talos is upgraded on one machine after the other, the control plane first, each healthy before the next", () => {
  const { status, calls } = run(["talos", "factory.example/installer:v1.13.4"]);

  expect(status).toBe(0);
  expect(upgraded(calls)).toEqual(["10.0.0.11", "10.0.0.12", "10.0.0.13", "10.0.0.32", "10.0.0.33"]);
  expect(calls.map((call) => call.split(" ")[0])).toEqual([
    "health",
    "etcd",
    ...["upgrade", "health", "upgrade", "health", "upgrade", "health", "upgrade", "health", "upgrade", "health"],
  ]);
  // Without discovery, Talos must be told of every machine.
  expect(calls[0]).toContain("--control-plane-nodes 10.0.0.11,10.0.0.12,10.0.0.13 --worker-nodes 10.0.0.32,10.0.0.33");
});

test("an interrupted upgrade goes on with the machines that were left", () => {
  const { status, calls } = run(["talos", "factory.example/installer:v1.13.4", "10.0.0.13", "10.0.0.32"]);

  expect(status).toBe(0);
  expect(upgraded(calls)).toEqual(["10.0.0.13", "10.0.0.32"]);
  expect(calls[0]).toContain("--control-plane-nodes 10.0.0.11,10.0.0.12,10.0.0.13");
});

test("machines that stayed behind, or don't answer, are shown", () => {
  const { status, stdout } = run(["versions"], { fails: "version --nodes 10.0.0.32", versions: { "10.0.0.33": "v1.13.4" } });

  expect(stdout.trim().split("\n")).toEqual([
    "10.0.0.11 v1.13.9",
    "10.0.0.12 v1.13.9",
    "10.0.0.13 v1.13.9",
    "10.0.0.32 no answer",
    "10.0.0.33 v1.13.4",
  ]);
  expect(status).toBe(1);
  expect(run(["versions"]).status).toBe(0);
});

test("no machine is asked by way of itself or of a worker, which has no login to drain it with", () => {
  const ways = run(["talos", "image"]).calls.flatMap((call) => /^upgrade --nodes (\S+) --endpoints (\S+)/.exec(call)?.slice(1) ?? []);

  expect(ways).toEqual([
    ...["10.0.0.11", "10.0.0.12,10.0.0.13"],
    ...["10.0.0.12", "10.0.0.11,10.0.0.13"],
    ...["10.0.0.13", "10.0.0.11,10.0.0.12"],
    ...["10.0.0.32", "10.0.0.11,10.0.0.12,10.0.0.13"],
    ...["10.0.0.33", "10.0.0.11,10.0.0.12,10.0.0.13"],
  ]);
});

test("the only machine of a control plane is asked by way of itself", () => {
  const { calls } = run(["talos", "image"], { env: { CONTROL_PLANE: "10.0.0.11", WORKERS: "" } });

  expect(calls).toContain("upgrade --nodes 10.0.0.11 --endpoints 10.0.0.11 --image image --wait --timeout 30m");
});

test("health is that of every machine", () => {
  const { status, calls } = run(["health"]);

  expect(status).toBe(0);
  expect(calls).toEqual([
    expect.stringContaining("--control-plane-nodes 10.0.0.11,10.0.0.12,10.0.0.13 --worker-nodes 10.0.0.32,10.0.0.33"),
  ]);
});

test("a machine that doesn't come back stops it", () => {
  const { status, calls } = run(["talos", "image"], { fails: "upgrade --nodes 10.0.0.12" });

  expect(status).not.toBe(0);
  expect(upgraded(calls)).toEqual(["10.0.0.11", "10.0.0.12"]);
});

test("nothing is upgraded on a cluster that isn't healthy, or without a snapshot", () => {
  expect(upgraded(run(["talos", "image"], { fails: "health" }).calls)).toEqual([]);
  expect(upgraded(run(["talos", "image"], { fails: "etcd snapshot" }).calls)).toEqual([]);
});

test("Kubernetes is upgraded once, after a snapshot", () => {
  const { kinds, stdout } = run(["kubernetes", "1.36.7"]);

  expect(kinds[1]).toContain("etcd snapshot");
  expect(kinds.filter((kind) => kind === "upgrade-k8s")).toHaveLength(1);
  expect(stdout).toContain('kubernetesVersion: "1.36.7"');
});

test("a machine leaves etcd before it is replaced", () => {
  const { status, calls } = run(["leave", "10.0.0.11"]);

  expect(status).toBe(0);
  expect(calls.find((call) => call.startsWith("reset"))).toContain("--nodes 10.0.0.11 --endpoints 10.0.0.11 --graceful");
  // Kubernetes remembers its node until somebody takes that out, so all of its health would be waited for in vain.
  expect(calls.map((call) => call.split(" --")[0])).toEqual([
    ...["etcd status", "etcd status", expect.stringContaining("etcd snapshot")],
    ...["reset", "etcd status", "etcd status"],
  ]);
});

test("no machine leaves while another of the control plane doesn't answer", () => {
  const { status, kinds } = run(["leave", "10.0.0.11"], { fails: "etcd status --nodes 10.0.0.13" });

  expect(status).not.toBe(0);
  expect(kinds).toEqual(["etcd status", "etcd status"]);
});

test("a machine that no longer answers is put out by another", () => {
  const members = "10.0.0.12 aaaa zaken-control-a-1 https://10.0.0.11:2380 https://10.0.0.11:2379";
  const { calls } = run(["leave", "10.0.0.11"], { fails: "reset", members });

  expect(calls).toContain("etcd remove-member aaaa --nodes 10.0.0.12 --endpoints 10.0.0.12");
});

test.each([
  ["what isn't of the control plane", ["leave", "10.0.0.32"], {}, "not in CONTROL_PLANE"],
  ["the last machine", ["leave", "10.0.0.11"], { CONTROL_PLANE: "10.0.0.11" }, "only machine"],
  ["no word of what to do", [], {}, "vsphere-machines.sh talos"],
  ["no addresses", ["talos", "image"], { CONTROL_PLANE: "" }, "CONTROL_PLANE"],
])("refuses %s, and asks nothing of a machine", (_, args, env, words) => {
  const { status, stderr, calls } = run(args, { env });

  expect(status).not.toBe(0);
  expect(stderr).toContain(words);
  expect(calls).toEqual([""]);
});
