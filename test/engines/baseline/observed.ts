import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import type { ClusterReport, Report } from "../../../lib/compliance";
import type { ApiServer } from "./api-server";

const program = resolve(__dirname, "../../../dist/cli/main.js");
const roles = resolve(__dirname, "../../../docs/observe-role.yaml");
const core = "/api/v1";
const rbac = "/apis/rbac.authorization.k8s.io/v1";

export interface Observed {
  readonly status: number;
  /** Undefined when nothing was judged. */
  readonly cluster: ClusterReport | undefined;
  readonly stderr: string;
}

/** What `haven-cdktf observe` makes of the API server, beside the report in this folder. */
export function observe(outdir: string, kubeconfig: string): Promise<Observed> {
  const args = [program, "observe", "--report", join(outdir, "haven/report.json"), "--kubeconfig", kubeconfig, "--json"];
  return new Promise((done) => {
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const [cluster] = stdout === "" ? [] : (JSON.parse(stdout) as Report).clusters;
      done({ status: typeof error?.code === "number" ? error.code : 0, cluster, stderr });
    });
  });
}

/** How each check was seen, and what of the report differs. */
export function results({ cluster }: Observed) {
  const findings = [...(cluster?.checks ?? []), ...(cluster?.findings ?? [])];
  return {
    seen: Object.fromEntries(findings.flatMap(({ id, observed }) => (observed ? [[id, observed.result]] : []))),
    differs: (cluster?.observation?.drift ?? []).filter(({ result }) => result !== "same").map(({ title }) => title.en),
  };
}

/** What a real platform would do on this cluster, where nodes and drivers are simulated: names of zones, drivers, issuers, metrics. */
export async function playPlatform(server: ApiServer, region: string): Promise<() => Promise<void>> {
  const label = (of: (zone: string) => readonly [region: string, zone: string]) =>
    server.list(`${core}/nodes`).then((nodes) =>
      Promise.all(
        nodes.map(({ metadata: { name, labels } }) => {
          const [inRegion, zone] = of(/\d$/.exec(labels?.["topology.kubernetes.io/zone"] ?? "")?.[0] ?? "");
          const topology = { "topology.kubernetes.io/region": inRegion, "topology.kubernetes.io/zone": zone };
          return server.patch(`${core}/nodes/${name}`, { metadata: { labels: topology } });
        }),
      ),
    );
  const metrics = {
    metadata: { name: "v1beta1.metrics.k8s.io" },
    spec: { group: "metrics.k8s.io", version: "v1beta1", groupPriorityMinimum: 100, versionPriority: 100 },
  };
  await label((zone) => [region, `${region}-${zone}`]);
  await server.create("/apis/storage.k8s.io/v1/csidrivers", { metadata: { name: "file.csi.azure.com" }, spec: {} });
  // Without a service the API server says itself that it is there.
  await server.create("/apis/apiregistration.k8s.io/v1/apiservices", metrics);
  for (const { metadata } of await server.list("/apis/cert-manager.io/v1/clusterissuers")) {
    const conditions = [{ type: "Ready", status: "True", reason: "ACMEAccountRegistered", message: "registered" }];
    await server.patch(`/apis/cert-manager.io/v1/clusterissuers/${metadata.name}/status`, { status: { conditions } });
  }
  return async () => {
    await label((zone) => ["bench", `zone-${zone}`]);
    await server.remove("/apis/storage.k8s.io/v1/csidrivers/file.csi.azure.com");
    await server.remove(`/apis/apiregistration.k8s.io/v1/apiservices/${metrics.metadata.name}`);
  };
}

/** A kubeconfig of a service account that may do nothing, and what gives it the roles in the docs. */
export async function stranger(server: ApiServer, folder: string) {
  const namespace = "haven-system";
  const name = "observer";
  await server.create(`${core}/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
  const { status } = (await server.create(`${core}/namespaces/${namespace}/serviceaccounts/${name}/token`, {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    spec: {},
  })) as { readonly status: { readonly token: string } };
  const { host, clusterCaCertificate = "" } = server.access;
  const kubeconfig = join(folder, "observer.kubeconfig");
  const authority = Buffer.from(clusterCaCertificate).toString("base64");
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      "current-context": "it",
      contexts: [{ name: "it", context: { cluster: "it", user: "it" } }],
      clusters: [{ name: "it", cluster: { server: host, "certificate-authority-data": authority } }],
      users: [{ name: "it", user: { token: status.token } }],
    }),
  );
  const subjects = [{ kind: "ServiceAccount", name, namespace }];
  const letIn = async () => {
    for (const document of parseAllDocuments(readFileSync(roles, "utf8"))) {
      const role = document.toJS() as { readonly kind: string; readonly metadata: { readonly name: string } };
      const where = role.kind === "Role" ? `${rbac}/namespaces/${namespace}` : rbac;
      const singular = role.kind.toLowerCase();
      const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: role.kind, name: role.metadata.name };
      await server.create(`${where}/${singular}s`, role);
      await server.create(`${where}/${singular}bindings`, { metadata: role.metadata, subjects, roleRef });
    }
  };
  const remove = async () => {
    for (const plural of ["clusterroles", "clusterrolebindings"]) await server.remove(`${rbac}/${plural}/haven-observe`);
  };
  return { kubeconfig, letIn, remove };
}
