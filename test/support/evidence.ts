import type {
  AuditLogEvidence,
  BaselineEvidence,
  ClusterEvidence,
  ClusterIdentity,
  NodePoolEvidence,
} from "../../lib/core/reading/evidence";
import type { Fact } from "../../lib/core/reading/fact";

/** A value that the code doesn't tell. */
export const unknown = Symbol("unknown");

type Given<T> = {
  readonly [Key in keyof T]?: (T[Key] extends Fact<infer Value> | undefined ? Value | typeof unknown : T[Key]) | undefined;
};

let made = 0;
export function fact<T>(value: T | typeof unknown, more: Partial<Fact<T>> = {}): Fact<T> {
  made += 1;
  return {
    value: value === unknown ? undefined : value,
    origin: { stack: "test", address: `some_resource.r${made}`, attribute: "value" },
    ...more,
  };
}

// What comes out is what a test asks for: the keys are checked where it says so.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
function facts<Evidence>(values: object): Evidence {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [key, fact(value as unknown)])) as Evidence;
}

/** A pool that passes every check, but for what a test says of it. */
export function pool({ name = "apps", ...given }: Given<NodePoolEvidence> = {}): NodePoolEvidence {
  const whole = {
    takesApplications: true,
    zones: ["1", "2", "3"],
    minNodes: 3,
    spot: false,
    publicAddresses: false,
    hardening: { image: "Ubuntu", module: "AppArmor" },
    ...given,
  };
  return { name, ...facts<Omit<NodePoolEvidence, "name">>(whole) };
}

export interface ClusterGiven {
  readonly cluster?: Partial<ClusterIdentity>;
  readonly controlPlane?: Given<ClusterEvidence["controlPlane"]>;
  readonly api?: Given<ClusterEvidence["api"]>;
  readonly nodePools?: readonly NodePoolEvidence[];
  readonly regions?: readonly (string | typeof unknown)[];
  readonly auditLog?: Given<AuditLogEvidence>;
  readonly deletionProtection?: boolean | typeof unknown;
  readonly backend?: string | typeof unknown;
  readonly literalSecrets?: readonly string[];
  readonly unaccounted?: ClusterEvidence["unaccounted"];
  readonly baseline?: Given<Omit<BaselineEvidence, "components" | "switchedOff" | "backend">> | false;
}

/** A cluster, with a baseline, that passes every check, but for what a test says of it. */
export function cluster(given: ClusterGiven = {}): ClusterEvidence {
  const { baseline = {} } = given;
  const { nodeZones, ...controlPlane } = given.controlPlane ?? {};
  return {
    cluster: {
      name: "zaken",
      provider: "azure",
      platform: "aks",
      environment: "production",
      residency: { asOf: "2026-08-22", regions: ["westeurope"] },
      support: { asOf: "2026-08-05", until: { "1.34": "2026-10-31", "1.35": "2027-03-31", "1.36": "2027-06-30" } },
      conformantMinors: { asOf: "2026-11-22", minors: ["1.34", "1.35", "1.36"] },
      ...given.cluster,
    },
    controlPlane: {
      ...facts<ClusterEvidence["controlPlane"]>({
        managed: true,
        redundant: true,
        kubernetesVersion: "1.36",
        rbac: true,
        secretsEncryption: "platform key",
        metricsServer: true,
        ...controlPlane,
      }),
      ...(nodeZones && { nodeZones }),
    },
    api: facts<ClusterEvidence["api"]>({ public: true, allowedCidrs: ["203.0.113.0/24"], ...given.api }),
    nodePools: given.nodePools ?? [pool()],
    regions: (given.regions ?? ["westeurope"]).map((region) => fact(region)),
    auditLog: facts<AuditLogEvidence>({
      categories: ["kube-audit-admin"],
      audit: true,
      retentionDays: 183,
      ...given.auditLog,
    }),
    deletionProtection: fact(given.deletionProtection ?? true),
    backend: { type: fact(given.backend ?? "azurerm") },
    unaccounted: given.unaccounted ?? [],
    literalSecrets: (given.literalSecrets ?? []).map((attribute) => ({
      ...fact("(a literal)"),
      origin: { stack: "test", address: "some_resource.r", attribute },
    })),
    ...(baseline !== false && {
      baseline: {
        backend: { type: fact("azurerm") },
        ...facts<Omit<BaselineEvidence, "components" | "switchedOff" | "backend">>({
          defaultStorageClasses: ["haven-block"],
          sharedStorageClass: "haven-shared",
          certificateIssuers: ["letsencrypt-production"],
          logCollector: "Alloy, Loki",
          backups: "0 3 * * *",
          ...baseline,
        }),
        components: [],
        switchedOff: [],
      },
    }),
  };
}
