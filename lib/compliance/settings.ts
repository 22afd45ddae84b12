import type { Architecture } from "../core/reading/architecture";
import type { ClusterEvidence } from "../core/reading/evidence";
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
    ...nodePools.flatMap(({ name, minNodes, zones, spot, publicAddresses, hardening, takesApplications }) => [
      setting(`Pool ${name}: least nodes`, `Pool ${name}: minste nodes`, minNodes),
      setting(`Pool ${name}: zones`, `Pool ${name}: zones`, zones),
      setting(`Pool ${name}: takes applications`, `Pool ${name}: neemt applicaties aan`, takesApplications),
      setting(`Pool ${name}: spot`, `Pool ${name}: spot`, spot),
      setting(`Pool ${name}: public addresses`, `Pool ${name}: publieke adressen`, publicAddresses),
      setting(`Pool ${name}: image`, `Pool ${name}: image`, { ...hardening, value: hardening.value?.image }),
    ]),
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

function setting(en: string, nl: string, { value, origin }: Fact<unknown>): SettingReport {
  const title: Text = { en, nl };
  return { title, ...origin, value: value ?? null };
}

/** What several resources say together, as the picture shows it. */
function drawn({ network, nodePools }: Architecture): SettingReport[] {
  const sum = (en: string, nl: string, value?: string | number): SettingReport => ({ title: { en, nl }, value: value ?? null });
  return [
    sum("Range of the network", "Adresreeks van het netwerk", network.cidr),
    ...nodePools.flatMap(({ name, machineType, maxNodes }) => [
      sum(`Pool ${name}: machines`, `Pool ${name}: machines`, machineType),
      sum(`Pool ${name}: most nodes`, `Pool ${name}: meeste nodes`, maxNodes),
    ]),
  ];
}
