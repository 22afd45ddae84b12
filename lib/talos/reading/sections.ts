import type { Json, JsonObject } from "../../core/reading/json";
import { map } from "../../core/reading/terraform-json";

/**
 * The keys of a part of the main document that a fact accounts for. A key that isn't here makes the fact unknown: a new key, or one that
 * nobody thought of, can't leave a guarantee standing.
 *
 * `"*"` stands for every other key. Keys are those of Talos 1.13.
 *
 * @see https://docs.siderolabs.com/talos/v1.13/reference/configuration/v1alpha1/config
 */
export type Section = ((value: Json) => boolean) | { readonly [key: string]: Section };

/** A key on which the fact doesn't depend. */
const irrelevant: Section = () => true;

/** A key that the fact reads. A `$patch: delete` in it takes away what Talos itself generated, and a null has no clear meaning. */
const read: Section = (value) => isPlain(value);

function isPlain(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).every(isPlain);
  const object = map(value);
  return object ? !("$patch" in object) && Object.values(object).every(isPlain) : value !== null;
}

const is =
  (...allowed: readonly Json[]): Section =>
  (value) =>
    allowed.includes(value);

const each = (keys: string, section: Section): Readonly<Record<string, Section>> =>
  Object.fromEntries(keys.split(/\s+/).map((key) => [key, section]));

/** Keys of `machine` that change neither how a node registers nor what runs on the control plane. */
const machineKeys = each(
  "acceptedCAs certSANs install network disks files env time sysctls sysfs registries systemDiskEncryption features udev logging kernel seccompProfiles nodeAnnotations",
  irrelevant,
);

/** Keys of `cluster` that change neither how a node registers nor what the API server allows. */
const clusterKeys = each("network proxy discovery coreDNS extraManifests extraManifestHeaders inlineManifests adminKubeconfig", irrelevant);

const top = { ...each("version debug persist", irrelevant) };

/** Arguments of the kubelet, but those that decide how its node registers: `node-labels`, `register-node`, `node-ip`. */
const kubeletArguments = each("rotate-server-certificates v feature-gates max-pods", irrelevant);

const kubeletSettings: Section = {
  ...each(
    "imageGCHighThresholdPercent imageGCLowThresholdPercent imageMaximumGCAge imageMinimumGCAge evictionHard evictionSoft evictionSoftGracePeriod evictionMinimumReclaim systemReserved kubeReserved serializeImagePulls maxParallelImagePulls podPidsLimit containerLogMaxSize containerLogMaxFiles shutdownGracePeriod shutdownGracePeriodCriticalPods serverTLSBootstrap rotateCertificates allowedUnsafeSysctls topologyManagerPolicy cpuManagerPolicy memoryManagerPolicy registryPullQPS registryBurst cpuCFSQuota cpuCFSQuotaPeriod featureGates",
    irrelevant,
  ),
  maxPods: (value) => typeof value === "number" && value > 0,
  registerWithTaints: read,
};

const kubelet: Section = {
  ...each(
    "image clusterDNS extraMounts nodeIP credentialProviderConfig defaultRuntimeSeccompProfileEnabled disableManifestsDirectory registerWithFQDN",
    irrelevant,
  ),
  extraArgs: kubeletArguments,
  extraConfig: kubeletSettings,
  skipNodeRegistration: is(false),
};

/** Settings of a node that decide whether and how it registers. */
export const nodeSection = (labels: Readonly<Record<string, Section>> = {}): Section => ({
  ...top,
  machine: { ...machineKeys, kubelet, nodeTaints: read, nodeLabels: { "*": irrelevant, ...labels } },
  cluster: {
    ...clusterKeys,
    ...each("apiServer controllerManager scheduler etcd", irrelevant),
    allowSchedulingOnControlPlanes: is(true, false),
    allowSchedulingOnMasters: is(true, false),
    externalCloudProvider: { enabled: is(true, false) },
  },
});

export const labelSection = (key: string): Section => nodeSection({ [key]: (value) => typeof value === "string" });

/** Arguments of the API server that change neither who is allowed what nor what is written down. */
const apiServerArguments = each(
  "oidc-issuer-url oidc-client-id oidc-username-claim oidc-username-prefix oidc-groups-claim oidc-groups-prefix oidc-ca-file oidc-required-claim oidc-signing-algs profiling default-not-ready-toleration-seconds default-unreachable-toleration-seconds request-timeout max-requests-inflight max-mutating-requests-inflight event-ttl goaway-chance tls-min-version tls-cipher-suites",
  irrelevant,
);

const apiServer: Section = {
  ...each("certSANs disablePodSecurityPolicy admissionControl resources", irrelevant),
  extraArgs: { ...apiServerArguments, "authorization-mode": read },
  image: read,
  auditPolicy: read,
  authorizationConfig: read,
};

const machineBesideApi = { ...machineKeys, ...each("nodeLabels nodeTaints kubelet", irrelevant) };

/** Settings that decide what the API server allows, where it answers and what it writes down. */
export const apiSection = {
  ...top,
  machine: machineBesideApi,
  cluster: {
    ...clusterKeys,
    ...each("controllerManager scheduler etcd externalCloudProvider allowSchedulingOnControlPlanes allowSchedulingOnMasters", irrelevant),
    apiServer,
  },
};

/** As `apiSection`, and the network of the machine, which may give it more addresses. */
export const addressSection: Section = { ...apiSection, machine: { ...machineBesideApi, network: is() } };

const component = (keys: string): Section => ({
  ...each("resources", irrelevant),
  image: read,
  extraArgs: each(keys, irrelevant),
});

/** Everything that decides whether a machine is a working member of the control plane, and which version it runs. */
export const controlPlaneSection = (labels: Readonly<Record<string, Section>> = {}): Section => {
  const node = nodeSection({ ...labels, "node-role.kubernetes.io/control-plane": is() }) as Readonly<Record<string, Section>>;
  return {
    ...node,
    cluster: {
      ...(node.cluster as Readonly<Record<string, Section>>),
      apiServer,
      controllerManager: component("bind-address terminated-pod-gc-threshold node-monitor-grace-period node-monitor-period profiling"),
      scheduler: component("bind-address profiling"),
      etcd: {
        advertisedSubnets: irrelevant,
        listenSubnets: irrelevant,
        image: read,
        extraArgs: each(
          "listen-metrics-urls auto-compaction-mode auto-compaction-retention quota-backend-bytes heartbeat-interval election-timeout snapshot-count",
          irrelevant,
        ),
      },
    },
  };
};

/** Path of the first key that a section doesn't account for; undefined when it accounts for all. */
export function unaccounted(value: Json, section: Section, path = ""): string | undefined {
  if (typeof section === "function") return section(value) ? undefined : path;
  const object = map(value);
  if (object === undefined || "$patch" in object) return path === "" ? "$patch" : path;
  for (const [key, below] of Object.entries(object)) {
    const at = path === "" ? key : `${path}.${key}`;
    const known = Object.hasOwn(section, key) ? section[key] : section["*"];
    const found = known === undefined ? at : unaccounted(below, known, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Kinds of documents of Talos 1.13 by what a fact must know of them; one of another kind makes every fact unknown. */
export const documentKinds = {
  firewall: ["NetworkDefaultActionConfig", "NetworkRuleConfig"],
  virtualAddress: ["Layer2VIPConfig"],
  /** May give a machine an address. */
  address: [
    ..."BondConfig BridgeConfig DHCPv4Config DHCPv6Config DummyLinkConfig HCloudVIPConfig LinkConfig VLANConfig VRFConfig WireguardConfig".split(
      " ",
    ),
  ],
  irrelevant: [
    ..."BlackholeRouteConfig EnvironmentConfig EthernetConfig EventSinkConfig ExistingVolumeConfig ExtensionServiceConfig ExternalVolumeConfig HostnameConfig ImageVerificationConfig KmsgLogConfig KubeSpanConfig KubeSpanEndpointsConfig LinkAliasConfig OOMConfig PCIDriverRebindConfig RawVolumeConfig RegistryAuthConfig RegistryMirrorConfig RegistryTLSConfig ResolverConfig RoutingRuleConfig SideroLinkConfig StaticHostConfig SwapVolumeConfig TCPProbeConfig TimeSyncConfig TrustedRootsConfig UserVolumeConfig VolumeConfig WatchdogTimerConfig ZswapConfig".split(
      " ",
    ),
  ],
} as const;

const everyKind: readonly string[] = Object.values(documentKinds).flat();

/** The first document whose kind or version nobody knows, as the report names it. */
export function unknownDocument(documents: readonly JsonObject[]): string | undefined {
  const found = documents.find(
    ({ apiVersion, kind }) => apiVersion !== "v1alpha1" || typeof kind !== "string" || !everyKind.includes(kind),
  );
  return found && (typeof found.kind === "string" ? `kind ${found.kind}` : "kind");
}
