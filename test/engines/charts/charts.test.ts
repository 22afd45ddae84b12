import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { insideFull } from "../../baseline/inside";
import { type Container, rendered, type Rendered, whenThere, workloads, type Workload } from "./rendered";

const made = new Map<string, readonly Rendered[]>();

/** Every object of a baseline with every option, with either tool for GitOps. Rendered once: Helm takes seconds per chart. */
function everything(tool: "flux" | "argo-cd" = "flux"): readonly Rendered[] {
  const all = made.get(tool) ?? [];
  if (all.length > 0) return all;
  let objects: readonly Rendered[] = [];
  insideFull({ gitops: { tool, url: "https://git.example/platform" }, monitoring: { alerts } }, (baseline) => {
    objects = rendered(baseline);
  });
  made.set(tool, objects);
  return objects;
}

const alerts = {
  email: { to: "beheer@gemeente.example", from: "haven@gemeente.example", smarthost: "smtp.example:587", secretName: "mail" },
  webhook: { secretName: "webhook" },
  watchdog: { secretName: "watchdog" },
};

const both = () => [...everything("flux"), ...everything("argo-cd").filter(({ component }) => component === "gitops")];
const ofKind = (kind: string, objects: readonly Rendered[] = everything()) => objects.filter((object) => object.kind === kind);

/** What a program says of a file. */
function ask(program: string, text: string, ...words: readonly string[]): { readonly ok: boolean; readonly says: string } {
  const folder = mkdtempSync(join(tmpdir(), "haven-loader-"));
  try {
    writeFileSync(join(folder, "file.yaml"), text);
    const { status, stdout, stderr } = spawnSync(program, [...words.map((word) => (word === "FILE" ? "file.yaml" : word))], {
      cwd: folder,
      encoding: "utf8",
    });
    return { ok: status === 0, says: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const alertmanagerConfig = (objects: readonly Rendered[]) => {
  const [secret] = ofKind("Secret", objects).filter(({ name }) => name === "alertmanager-prometheus-alertmanager");
  const { data } = secret?.object as unknown as { data: { "alertmanager.yaml": string } };
  return Buffer.from(data["alertmanager.yaml"], "base64").toString("utf8");
};

interface Route {
  readonly receiver: string;
  readonly routes?: readonly Route[];
}

whenThere("helm")("every route of Alertmanager leads to a receiver that exists", () => {
  const { route, receivers } = parse(alertmanagerConfig(everything())) as { route: Route; receivers: readonly { name: string }[] };
  const wanted = (each: Route): string[] => [each.receiver, ...(each.routes ?? []).flatMap(wanted)];

  expect(receivers.map(({ name }) => name)).toEqual(expect.arrayContaining(wanted(route)));
  expect(wanted(route)).toEqual(["platform", "watchdog"]);
});

whenThere("helm", "amtool").each([
  ["with every receiver", { alerts }],
  ["without any", {}],
])("Alertmanager takes its configuration, %s", (_, monitoring) => {
  let objects: readonly Rendered[] = [];
  insideFull({ monitoring }, (baseline) => {
    objects = rendered(baseline, ({ name }) => name === "kube-prometheus-stack");
  });

  expect(ask("amtool", alertmanagerConfig(objects), "check-config", "FILE")).toMatchObject({ ok: true });
});

const ruleFile = () => {
  const [platform] = ofKind("PrometheusRule");
  return JSON.stringify(platform?.object.spec);
};

whenThere("helm", "promtool")("Prometheus takes every alert", () => {
  expect(ask("promtool", ruleFile(), "check", "rules", "--lint=none", "FILE")).toMatchObject({ ok: true });
});

whenThere("helm")("only one set of rules is installed, and each alert has a name of its own", () => {
  const [rules, ...others] = ofKind("PrometheusRule");
  const { groups } = rules?.object.spec as unknown as { groups: readonly { rules: readonly { alert: string }[] }[] };
  const names = groups.flatMap((group) => group.rules.map(({ alert }) => alert));

  expect(others).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

whenThere("helm")("types that people's objects are made of stay when their release is removed", () => {
  const types = ofKind("CustomResourceDefinition", both());

  expect(types.length).toBeGreaterThan(40);
  expect(types.filter(({ annotations }) => annotations["helm.sh/resource-policy"] !== "keep").map(({ name }) => name)).toEqual([]);
});

interface Budget {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly minAvailable?: number;
  readonly maxUnavailable?: number;
}

const budgets = (objects: readonly Rendered[]) =>
  ofKind("PodDisruptionBudget", objects).map(({ component, name, object }) => ({
    component,
    name,
    spec: object.spec as unknown as Budget,
  }));

const covers = ({ selector }: Budget, labels: Readonly<Record<string, string>>) =>
  Object.entries(selector.matchLabels).every(([key, value]) => labels[key] === value);

/** Everything that runs pods, with those that the operator of Prometheus makes. */
function running(objects: readonly Rendered[]): readonly Workload[] {
  const operated = ["Prometheus", "Alertmanager"].flatMap((kind) =>
    ofKind(kind, objects).map((of): Workload => {
      const { replicas, ...spec } = of.object.spec as unknown as { replicas: number } & Omit<Workload["pod"], "containers"> &
        Omit<Container, "name">;
      const labels = { "app.kubernetes.io/name": kind.toLowerCase(), [`operator.prometheus.io/name`]: of.name, [kind.toLowerCase()]: of.name };
      return { of, replicas, podLabels: labels, pod: { ...spec, containers: [{ ...spec, name: kind }] } };
    }),
  );
  return [...workloads(objects), ...operated];
}

const named = ({ of: { release, name } }: Workload) => `${release}/${name}`;

whenThere("helm")("no disruption budget keeps a node from being drained, and none covers nothing", () => {
  const all = both();
  for (const { component, name, spec } of budgets(all)) {
    const copies = running(all).filter(({ of, podLabels }) => of.component === component && covers(spec, podLabels));
    const replicas = copies.reduce((sum, each) => sum + each.replicas, 0);
    const allowed = spec.maxUnavailable ?? replicas - (spec.minAvailable ?? 0);

    expect({ name, covered: copies.length > 0, allowed: allowed > 0, both: spec.maxUnavailable !== undefined && spec.minAvailable !== undefined }).toEqual({
      name,
      covered: true,
      allowed: true,
      both: false,
    });
  }
});

// docs/baseline.md names these.
const withoutBudget = ["cloudnative-pg/cloudnative-pg"];

whenThere("helm")("whatever has more than one copy has a disruption budget and is spread over zones", () => {
  const all = both();
  const several = running(all).filter(({ replicas, of: { kind } }) => replicas > 1 && kind !== "DaemonSet");
  const bare = several.filter(({ of, podLabels }) => !budgets(all).some(({ component, spec }) => component === of.component && covers(spec, podLabels)));
  const together = several.filter(
    ({ pod }) => !(pod.topologySpreadConstraints ?? []).some(({ topologyKey }) => topologyKey === "topology.kubernetes.io/zone"),
  );

  expect(several.length).toBeGreaterThan(12);
  expect(bare.map(named)).toEqual(withoutBudget);
  expect(together.map(named)).toEqual([]);
});

whenThere("helm")("whatever runs has requests, a memory limit, and a priority above applications", () => {
  const all = running(both());
  const containers = all.flatMap((workload) =>
    [...workload.pod.containers, ...(workload.pod.initContainers ?? [])].map((container) => ({ workload, container })),
  );
  const unbounded = containers.filter(
    ({ container: { resources } }) =>
      resources?.requests?.cpu === undefined || resources.requests.memory === undefined || resources.limits?.memory === undefined,
  );

  expect(unbounded.map(({ workload, container }) => `${named(workload)}: ${container.name}`)).toEqual([]);
  expect(all.filter(({ pod }) => pod.priorityClassName !== "haven-platform").map(named)).toEqual([]);
});

whenThere("helm")("every image has a version or a digest", () => {
  const images = both().flatMap(({ object }) => [...JSON.stringify(object).matchAll(/"(?:image|artifact)":"([^"]+)"/g)].map(([, image]) => image ?? ""));
  const loose = images.filter((image) => !/(:v?\d[\w.-]*|@sha256:[0-9a-f]{64})$/.test(image));

  expect(images.length).toBeGreaterThan(20);
  expect(loose).toEqual([]);
});

const lokiConfig = () => {
  const [config] = ofKind("ConfigMap").filter(({ release, name }) => release === "loki" && name === "loki");
  return String((config?.object.data as Record<string, string>)["config.yaml"]);
};

whenThere("helm")("nobody deletes from Loki, and its limits are above its own", () => {
  expect(parse(lokiConfig())).toMatchObject({
    compactor: { retention_enabled: true },
    limits_config: { deletion_mode: "disabled", ingestion_rate_mb: 16, ingestion_burst_size_mb: 32 },
  });
});

whenThere("helm", "loki")("Loki takes its configuration", () => {
  const says = ask("loki", lokiConfig().replaceAll("/var/loki", "."), "-verify-config", "-config.file=FILE");

  expect(says).toMatchObject({ ok: true });
});

whenThere("helm")("the gateway logs no query, and waits for an upload", () => {
  const [traefik] = workloads(everything()).filter(({ of }) => of.release === "traefik");
  const args = traefik?.pod.containers[0]?.args ?? [];

  expect(args.map((arg) => arg.toLowerCase())).toEqual(
    expect.arrayContaining([
      "--accesslog.fields.queryparameters.defaultmode=drop",
      "--accesslog.fields.headers.defaultmode=drop",
      "--entrypoints.websecure.transport.respondingtimeouts.readtimeout=1800s",
    ]),
  );
});
