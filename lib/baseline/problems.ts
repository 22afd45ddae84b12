import { addressProblems, cidrProblems } from "../core/addresses/addresses";
import type { HavenCluster } from "../core/cluster/cluster";
import type { Problem } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import { literals } from "../core/validation/literals";
import { scheduleProblems } from "../core/cluster/schedule";
import type { ApplicationLogsConfig } from "./log-store";
import { type CertificatesConfig, issuerNames } from "./certificates";
import { type BaselineComponent, isSwitchedOff } from "./component";
import type { BaselineConfig } from "./config";
import type { GatewayConfig } from "./gateway";
import { gatewayApiFileProblem } from "./gateway-api";
import type { PropsRules } from "../core/schema/check";

/** How the configuration of a baseline is judged when it is made in code. */
export const baselineRules: PropsRules<BaselineConfig> = {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what a cluster file holds is checked already
  schema: () => require("./generated/props") as typeof import("./generated/props"),
  problems: baselineConfigProblems,
};

/** What is wrong with a configuration, whatever the cluster. It may have holes. */
export function baselineConfigProblems(given: Incomplete<BaselineConfig>): Problem[] {
  const config = literals<BaselineConfig>(given);
  const { certificates, gateway } = config;
  return [
    ...certificatesProblems((certificates ?? {}) as Incomplete<CertificatesConfig>),
    ...gatewayProblems((gateway ?? {}) as Incomplete<GatewayConfig>),
    ...scheduleProblems("velero.schedule", config.velero?.schedule),
    ...(config.openCost && config.monitoring === undefined
      ? [{ path: "openCost", message: "reads Prometheus, which is off", hint: "set monitoring: {}" }]
      : []),
  ];
}

/** What a configuration asks of object storage that isn't there, and the other way round. */
export function objectStorageProblems({ velero, applicationLogs }: Incomplete<BaselineConfig>, isThere: boolean): Problem[] {
  const { storageGib } = (applicationLogs ?? {}) as Incomplete<ApplicationLogsConfig>;
  return [
    ...(velero && !isThere
      ? [
          {
            path: "velero",
            message: "has nowhere to put backups; the cluster has no object storage",
            hint: "name a store, or take velero out",
          },
        ]
      : []),
    ...(storageGib !== undefined && isThere
      ? [{ path: "applicationLogs.storageGib", message: `${storageGib} is of no use; the cluster has object storage, and logs are there` }]
      : []),
  ];
}

/** What a configuration asks of the cluster's zone; `zone` says who may write in it, and is undefined without one. */
export function zoneProblems(
  { certificates, externalDns }: Incomplete<BaselineConfig>,
  zone: { readonly records?: boolean } | undefined,
): Problem[] {
  const byDns = certificates && !isSwitchedOff(certificates) && (certificates as Incomplete<CertificatesConfig>).challenge === "dns";
  return [
    ...(byDns && zone === undefined
      ? [{ path: "certificates.challenge", message: "is dns, and the cluster has no zone", hint: "give the cluster dns, or use http" }]
      : []),
    ...(externalDns && zone?.records !== true
      ? [{ path: "externalDns", message: "may write in no zone", hint: "give the cluster dns with records: true" }]
      : []),
  ];
}

/** What is wrong with a sound configuration together with the cluster, and with the components that it leads to. */
export function baselineProblems(
  config: BaselineConfig,
  components: readonly BaselineComponent[],
  { dns, objectStorage }: HavenCluster,
): Problem[] {
  const names = components.map(({ name }) => name);
  const levels = new Map(components.map(({ namespace }) => [namespace.name, namespace.podSecurity]));
  return [
    ...zoneProblems(config, dns && { records: dns.records !== undefined }),
    ...objectStorageProblems(config, objectStorage !== undefined),
    ...names
      .filter((name, index) => names.indexOf(name) < index)
      .map((name) => ({ path: "components", message: `"${name}" is the name of two components` })),
    ...components
      .filter(({ namespace }) => levels.get(namespace.name) !== namespace.podSecurity)
      .map(({ name, namespace }) => ({
        path: "components",
        message: `"${name}" wants the namespace ${namespace.name} at the level ${namespace.podSecurity}, another component at ${levels.get(namespace.name) ?? ""}`,
      })),
  ];
}

function certificatesProblems(config: Incomplete<CertificatesConfig>): Problem[] {
  const names = issuerNames({
    ...config,
    authorities: (config.authorities ?? []).map((authority) => ({ name: "", ...authority })) as never,
  });
  return [
    ...names
      .filter((name, index) => name !== "" && names.indexOf(name) < index)
      .map((name) => ({ path: "certificates.authorities", message: `"${name}" is the name of two issuers` })),
    ...(config.nameservers ?? []).flatMap((address, index) => addressProblems(`certificates.nameservers[${index}]`, address)),
    ...(config.letsEncrypt === false && (config.authorities ?? []).length === 0
      ? [{ path: "certificates.authorities", message: "is empty, and Let's Encrypt is off; nobody would sign certificates" }]
      : []),
  ];
}

function gatewayProblems({ trustedProxies = [], gatewayApi }: Incomplete<GatewayConfig>): Problem[] {
  const file = typeof gatewayApi === "object" ? gatewayApi.typesFile : undefined;
  const fileProblem = file === undefined ? undefined : gatewayApiFileProblem(file);
  return [
    ...(fileProblem === undefined ? [] : [{ path: "gateway.gatewayApi.typesFile", message: fileProblem }]),
    ...trustedProxies.flatMap((cidr, index) => cidrProblems({ path: `gateway.trustedProxies[${index}]`, cidr })),
  ];
}
