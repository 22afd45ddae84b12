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
    setting({ en: "Kubernetes version", nl: "Kubernetes-versie" }, controlPlane.kubernetesVersion),
    setting({ en: "Role-based access control", nl: "Toegang per rol (RBAC)" }, controlPlane.rbac),
    setting({ en: "Key that encrypts Secrets", nl: "Sleutel die Secrets versleutelt" }, controlPlane.secretsEncryption),
    setting({ en: "API on the internet", nl: "API op internet" }, api.public),
    api.identityGuarded?.value
      ? setting(
          { en: "API only for whom the provider's IAM knows", nl: "API alleen voor wie IAM van de leverancier kent" },
          api.identityGuarded,
        )
      : setting({ en: "Ranges that reach the API", nl: "Adresreeksen die bij de API kunnen" }, api.allowedCidrs),
    ...(architecture ? drawn(architecture) : []),
    ...nodePools.flatMap(({ name, minNodes, zones, spot, publicAddresses, hardening, takesApplications }) => [
      setting({ en: `Pool ${name}: least nodes`, nl: `Pool ${name}: minste nodes` }, minNodes),
      setting({ en: `Pool ${name}: zones`, nl: `Pool ${name}: zones` }, zones),
      setting({ en: `Pool ${name}: takes applications`, nl: `Pool ${name}: neemt applicaties aan` }, takesApplications),
      setting({ en: `Pool ${name}: spot`, nl: `Pool ${name}: spot` }, spot),
      setting({ en: `Pool ${name}: public addresses`, nl: `Pool ${name}: publieke adressen` }, publicAddresses),
      setting({ en: `Pool ${name}: image`, nl: `Pool ${name}: image` }, { ...hardening, value: hardening.value?.image }),
    ]),
    ...(auditLog
      ? [
          setting({ en: "Logs of the control plane", nl: "Logboeken van de besturingslaag" }, auditLog.categories),
          setting({ en: "Days that they are kept", nl: "Dagen dat ze worden bewaard" }, auditLog.retentionDays),
        ]
      : []),
    setting({ en: "Protected against deletion", nl: "Beschermd tegen verwijderen" }, deletionProtection),
    setting({ en: "Where the state is", nl: "Waar de state staat" }, backend.type),
    ...(baseline
      ? [
          setting({ en: "Default storage class", nl: "Standaardopslagklasse" }, baseline.defaultStorageClasses),
          setting({ en: "Class for shared files", nl: "Klasse voor gedeelde bestanden" }, baseline.sharedStorageClass),
          ...(baseline.certificateIssuers
            ? [setting({ en: "Issuers of certificates", nl: "Uitgevers van certificaten" }, baseline.certificateIssuers)]
            : []),
        ]
      : []),
  ];
}

function setting(title: Text, fact: Fact<unknown>): SettingReport {
  return { title, ...(isOnePlace(fact) ? fact.origin : {}), value: fact.value ?? null };
}

/** Whether one attribute holds the value, whatever led to it. */
function isOnePlace({ origin, parts }: Fact<unknown>): boolean {
  const last = parts?.at(-1);
  return parts === undefined || (last !== undefined && last.origin === origin && isOnePlace(last));
}

/** What several resources say together, as the picture shows it. */
function drawn({ network, nodePools }: Architecture): SettingReport[] {
  const sum = (title: Text, value?: string | number): SettingReport => ({ title, value: value ?? null });
  return [
    sum({ en: "Range of the network", nl: "Adresreeks van het netwerk" }, network.cidr),
    ...nodePools.flatMap(({ name, machineType, maxNodes }) => [
      sum({ en: `Pool ${name}: machines`, nl: `Pool ${name}: machines` }, machineType),
      sum({ en: `Pool ${name}: most nodes`, nl: `Pool ${name}: meeste nodes` }, maxNodes),
    ]),
  ];
}
