import type { Text } from "../core/text/text";

export type Language = keyof Text;

/** What the picture says itself; names of things come from the cluster. */
export const words = {
  title: { en: "Architecture of", nl: "Architectuur van" },
  zone: { en: "zone", nl: "zone" },
  noZones: { en: "no zones", nl: "geen zones" },
  controlPlane: { en: "Control plane", nl: "Besturingslaag" },
  managed: { en: "run by the provider", nl: "beheerd door de leverancier" },
  managedOverZones: { en: "run by the provider, over the zones", nl: "beheerd door de leverancier, over de zones" },
  ownNodes: { en: "on nodes of its own", nl: "op eigen nodes" },
  unknownRun: { en: "who runs it is known at apply", nl: "wie die beheert, is bij uitrollen bekend" },
  apiInside: { en: "API inside the network only", nl: "API alleen binnen het netwerk" },
  apiGuarded: { en: "API on the internet, guarded by IAM", nl: "API op internet, bewaakt door IAM" },
  apiFrom: { en: "API from", nl: "API vanuit" },
  apiUnknown: { en: "who reaches the API is known at apply", nl: "wie bij de API kan, is bij uitrollen bekend" },
  inside: { en: "In the cluster", nl: "In het cluster" },
  nothingInside: { en: "not in this app", nl: "niet in deze app" },
  defaultClass: { en: "volumes", nl: "volumes" },
  sharedClass: { en: "shared files", nl: "gedeelde bestanden" },
  subnets: { en: "Subnets", nl: "Subnetten" },
  existing: { en: "was there before", nl: "was er al" },
  egress: { en: "Egress", nl: "Uitgang" },
  ingress: { en: "Ingress", nl: "Ingang" },
  sharedStorage: { en: "Shared storage (RWX)", nl: "Gedeelde opslag (RWX)" },
  objectStorage: { en: "Object storage", nl: "Objectopslag" },
  auditLog: { en: "Control plane's logs", nl: "Logboeken besturingslaag" },
  node: { en: "node", nl: "node" },
  nodes: { en: "nodes", nl: "nodes" },
  unknownNodes: { en: "number of nodes is known at apply", nl: "aantal nodes is bij uitrollen bekend" },
  to: { en: "to", nl: "tot" },
  always: { en: "always there", nl: "altijd aanwezig" },
  spare: { en: "comes when it is busy", nl: "komt erbij als het druk is" },
} as const satisfies Readonly<Record<string, Text>>;
