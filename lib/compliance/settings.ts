import type { Architecture } from "../core/reading/architecture";
import { type ClusterEvidence, type NodePoolEvidence, poolNames } from "../core/reading/evidence";
import type { Fact } from "../core/reading/fact";
import type { SettingReport } from "./report";
import type { Text } from "./rule";

/** What the stack is set to, with defaults filled in, as it stands in the JSON that Terraform reads. */
export function settingsOf(
  { controlPlane, api, nodePools, auditLog: byPlatform, deletionProtection, backend, baseline }: ClusterEvidence,
  architecture?: Architecture,
): SettingReport[] {
  const auditLog = byPlatform ?? baseline?.auditLog;
  return [
    setting("Kubernetes version", "Kubernetes-versie", controlPlane.kubernetesVersion),
    setting("Role-based access control", "Toegang per rol (RBAC)", controlPlane.rbac),
    setting("Key that encrypts Secrets", "Sleutel die Secrets versleutelt", controlPlane.secretsEncryption),
    setting("API on the internet", "API op internet", api.public),
    api.identityGuarded?.value
      ? setting("API only for whom the provider's IAM knows", "API alleen voor wie IAM van de leverancier kent", api.identityGuarded)
      : setting("Ranges that reach the API", "Adresreeksen die bij de API kunnen", api.allowedCidrs),
    ...(architecture ? drawn(architecture) : []),
    ...poolNames(nodePools).flatMap((name) => {
      const parts = nodePools.filter((pool) => pool.name === name);
      const images = parts.map(({ hardening }) => ({ ...hardening, value: hardening.value?.image }));
      return [
        together(`Pool ${name}: least nodes`, `Pool ${name}: minste nodes`, facts(parts, "minNodes"), sum),
        together(`Pool ${name}: zones`, `Pool ${name}: zones`, facts(parts, "zones"), (zones) => [...new Set(zones.flat())].sort()),
        together(`Pool ${name}: takes applications`, `Pool ${name}: neemt applicaties aan`, facts(parts, "takesApplications"), allSaid),
        together(`Pool ${name}: spot`, `Pool ${name}: spot`, facts(parts, "spot"), allSaid),
        together(`Pool ${name}: public addresses`, `Pool ${name}: publieke adressen`, facts(parts, "publicAddresses"), allSaid),
        together(`Pool ${name}: image`, `Pool ${name}: image`, images, allSaid),
      ];
    }),
    ...(auditLog
      ? [
          setting("Logs of the control plane", "Logboeken van de besturingslaag", auditLog.categories),
          setting("Days that they are kept", "Dagen dat ze worden bewaard", auditLog.retentionDays),
        ]
      : []),
    setting("Protected against deletion", "Beschermd tegen verwijderen", deletionProtection),
    setting("Where the state is", "Waar de state staat", backend),
    ...(baseline
      ? [
          setting("Default storage class", "Standaardopslagklasse", baseline.defaultStorageClasses),
          setting("Class for shared files", "Klasse voor gedeelde bestanden", baseline.sharedStorageClass),
          ...(baseline.certificateIssuers
            ? [setting("Issuers of certificates", "Uitgevers van certificaten", baseline.certificateIssuers)]
            : []),
        ]
      : []),
  ];
}

const facts = <K extends keyof NodePoolEvidence>(parts: readonly NodePoolEvidence[], key: K) => parts.map((part) => part[key]);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** One value where all parts say the same. */
function allSaid(values: readonly unknown[]): unknown {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : [first, ...others];
}

/** What the parts of a pool say: with a place where there is one part, and not known as soon as one part isn't. */
function together<T>(en: string, nl: string, parts: readonly Fact<T>[], combined: (values: readonly T[]) => unknown): SettingReport {
  const [first, ...others] = parts;
  if (first && others.length === 0) return setting(en, nl, first);
  const values = parts.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return { title: { en, nl }, value: values.length === parts.length ? combined(values) : null };
}

function setting(en: string, nl: string, { value, origin }: Fact<unknown>): SettingReport {
  const title: Text = { en, nl };
  return { title, ...origin, value: value ?? null };
}

/** What several resources say together, as the picture shows it. */
function drawn({ network, nodePools }: Architecture): SettingReport[] {
  const shown = (en: string, nl: string, value?: string | number): SettingReport => ({ title: { en, nl }, value: value ?? null });
  return [
    shown("Range of the network", "Adresreeks van het netwerk", network.cidr),
    ...nodePools.flatMap(({ name, machineType, maxNodes }) => [
      shown(`Pool ${name}: machines`, `Pool ${name}: machines`, machineType),
      shown(`Pool ${name}: most nodes`, `Pool ${name}: meeste nodes`, maxNodes),
    ]),
  ];
}
