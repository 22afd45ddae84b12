import { guidOf, isResource, nameOf, typeOf } from "./arm-id";
import { objectAt, textAt, type Json, type JsonObject } from "./arm-json";
import { roleWithId, rolesNamed } from "./arm-roles";
import type { ArmStore } from "./arm-store";
import { ArmRefusal, idOf } from "./arm-types";

export interface ArmRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly filter: string | undefined;
  readonly body: JsonObject;
  /** Where the API of every cluster is; one that nobody listens at when it is left out. */
  readonly apiServer?: { readonly server: string; readonly certificateAuthority: string };
}

export interface ArmReply {
  readonly status: number;
  readonly body?: Json;
}

type Handler = (request: ArmRequest, store: ArmStore) => ArmReply;

const listed = (value: readonly Json[]): ArmReply => ({ status: 200, body: { value } });

/** Answers that no stored resource gives: the first route that fits wins. */
const ROUTES: ReadonlyArray<readonly [method: string, path: RegExp, answer: Handler]> = [
  ["GET", /^\/subscriptions\/[^/]+$/i, subscription],
  ["GET", /^\/subscriptions\/[^/]+\/providers$/i, registrations],
  ["GET", /\/providers\/Microsoft\.Authorization\/roleDefinitions$/i, roles],
  ["GET", /\/providers\/Microsoft\.Authorization\/roleDefinitions\/[^/]+$/i, role],
  ["GET", /^\/providers\/Microsoft\.Authorization\/policy(Set)?Definitions\/[^/]+$/i, builtInPolicy],
  ["GET", /\/providers\/Microsoft\.Insights\/diagnosticSettingsCategories$/i, diagnosticCategories],
  ["GET", /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?\/resources$/i, resources],
  ["GET", /^\/keys\/[^/]+(\/[^/]*)?$/i, vaultKey],
  ["GET", /\/managedClusters\/[^/]+\/availableAgentPoolVersions$/i, poolVersions],
  ["POST", /\/providers\/[^/]+\/register$/i, () => ({ status: 200, body: { registrationState: "Registered" } })],
  ["POST", /\/checkNameAvailability$/i, () => ({ status: 200, body: { nameAvailable: true } })],
  ["POST", /\/listCluster(User|Admin)Credential$/i, clusterCredential],
  ["POST", /\/storageAccounts\/[^/]+\/listKeys$/i, storageKeys],
  ["POST", /\/workspaces\/[^/]+\/sharedKeys$/i, workspaceKeys],
];

const STORE: Readonly<Record<string, Handler>> = {
  GET: ({ path }, store) => (isResource(path) ? found(store, path) : listed(list(store, path))),
  HEAD: ({ path }, store) => ({ status: store.find(path) === undefined ? 404 : 204 }),
  PUT: ({ path, body }, store) => ({ status: putStatus(path), body: store.put(path, body) }),
  PATCH: ({ path, body }, store) => ({ status: 200, body: store.patch(path, body) }),
  DELETE: ({ path }, store) => {
    store.remove(path);
    return { status: typeOf(path) === "microsoft.resources/subscriptions/resourcegroups" ? 200 : 204 };
  },
};

export function answer(request: ArmRequest, store: ArmStore): ArmReply {
  try {
    const route = ROUTES.find(([method, path]) => method === request.method && path.test(request.path));
    const handler = route?.[2] ?? STORE[request.method] ?? unanswered;
    return handler(request, store);
  } catch (error) {
    if (error instanceof ArmRefusal) {
      return { status: error.status, body: { error: { code: error.code, message: error.message } } };
    }
    throw error;
  }
}

/** A gap in this server must show as one: the provider may well go on without an answer. */
function unanswered({ method, path }: ArmRequest, store: ArmStore): ArmReply {
  store.violations.push(`${method} ${path}: this server has no answer to it`);
  throw new ArmRefusal(404, "NotImplemented", "this server has no answer to it");
}

/** The provider takes nothing but 201 for a policy assignment, and nothing but 200 for many others. */
function putStatus(path: string): number {
  return typeOf(path) === "microsoft.authorization/policyassignments" ? 201 : 200;
}

function found(store: ArmStore, path: string): ArmReply {
  const body = store.find(path);
  if (body === undefined) {
    throw new ArmRefusal(404, "ResourceNotFound", `${path} was not found`);
  }
  return { status: 200, body };
}

function list(store: ArmStore, path: string): readonly JsonObject[] {
  const scope = path.replace(/(\/providers\/[^/]+)?\/[^/]+$/i, "");
  return store.below(scope, typeOf(path));
}

function subscriptionIn(path: string): string {
  return /^\/subscriptions\/([^/]+)/i.exec(path)?.[1] ?? "";
}

function subscription({ path }: ArmRequest): ArmReply {
  const subscriptionId = subscriptionIn(path);
  const body = { id: path, subscriptionId, displayName: "loopback", state: "Enabled", tenantId: guidOf("tenant") };
  return { status: 200, body };
}

/** The provider registers what it finds unregistered, and lets be what it does not find. */
function registrations({ path }: ArmRequest): ArmReply {
  const namespaces = ["Compute", "ContainerService", "ManagedIdentity", "Network", "OperationalInsights", "Storage"];
  return listed(
    namespaces.map((name) => ({
      id: `${path}/Microsoft.${name}`,
      namespace: `Microsoft.${name}`,
      registrationState: "Registered",
      resourceTypes: [],
    })),
  );
}

function roles({ path, filter }: ArmRequest): ArmReply {
  return listed(rolesNamed(subscriptionIn(path), filter));
}

function role({ path }: ArmRequest, store: ArmStore): ArmReply {
  const builtIn = roleWithId(subscriptionIn(path), nameOf(path));
  return builtIn === undefined ? found(store, path) : { status: 200, body: builtIn };
}

/** Pools may run what the control plane runs, and nothing newer. */
function poolVersions({ path }: ArmRequest, store: ArmStore): ArmReply {
  const cluster = store.find(path.replace(/\/availableAgentPoolVersions$/i, "")) ?? {};
  const kubernetesVersion = textAt(cluster, "properties", "currentKubernetesVersion") ?? "";
  return { status: 200, body: { id: path, name: "default", properties: { agentPoolVersions: [{ kubernetesVersion }] } } };
}

function builtInPolicy({ path }: ArmRequest): ArmReply {
  const properties = { policyType: "BuiltIn", displayName: nameOf(path), parameters: {}, policyDefinitions: [] };
  return { status: 200, body: { id: path, name: nameOf(path), properties } };
}

const LOG_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  "microsoft.containerservice/managedclusters": [
    "cloud-controller-manager",
    "cluster-autoscaler",
    "csi-azuredisk-controller",
    "csi-azurefile-controller",
    "csi-snapshot-controller",
    "fleet-mcs-controller",
    "guard",
    "kube-apiserver",
    "kube-audit",
    "kube-audit-admin",
    "kube-controller-manager",
    "kube-scheduler",
  ],
};

function diagnosticCategories({ path }: ArmRequest): ArmReply {
  const target = path.replace(/\/providers\/Microsoft\.Insights\/diagnosticSettingsCategories$/i, "");
  const category = (name: string, categoryType: string): JsonObject => ({
    id: `${path}/${name}`,
    name,
    properties: { categoryType, categoryGroups: ["allLogs"] },
  });
  const logs = LOG_CATEGORIES[typeOf(target)] ?? ["StorageRead", "StorageWrite", "StorageDelete", "AuditEvent"];
  return listed([...logs.map((name) => category(name, "Logs")), category("AllMetrics", "Metrics")]);
}

function resources({ path, filter }: ArmRequest, store: ArmStore): ArmReply {
  const wanted = /resourceType eq '([^']+)'/i.exec(filter ?? "")?.[1]?.toLowerCase();
  const scope = path.replace(/\/resources$/i, "");
  const isTopLevel = (body: JsonObject): boolean => /\/providers\/[^/]+\/[^/]+\/[^/]+$/.test(idOf(body));
  const isExtension = (body: JsonObject): boolean => /^microsoft\.(authorization|insights\/diag)/.test(typeOf(idOf(body)));
  const inScope = store.below(scope).filter((body) => isTopLevel(body) && !isExtension(body));
  const chosen = inScope.filter((body) => wanted === undefined || typeOf(idOf(body)) === wanted);
  return listed(chosen.map((body) => ({ ...body, type: typeOf(idOf(body)) })));
}

/** A key that exists in a vault, whatever its name: a disk encryption set asks for its newest version. */
function vaultKey({ host, path }: ArmRequest): ArmReply {
  const [, , name = "", version = ""] = path.split("/");
  const kid = `https://${host}/keys/${name}/${version === "" ? guidOf(name).replaceAll("-", "") : version}`;
  return { status: 200, body: { key: { kid, kty: "RSA" }, attributes: { enabled: true } } };
}

function clusterCredential({ path, apiServer }: ArmRequest, store: ArmStore): ArmReply {
  const id = path.replace(/\/[^/]+$/, "");
  const properties = objectAt(objectAt(store.find(id)), "properties");
  const named = textAt(properties, "privateFQDN") ?? textAt(properties, "fqdn") ?? "127.0.0.1";
  const { server, certificateAuthority } = apiServer ?? { server: `https://${named}:443`, certificateAuthority: "authority" };
  const user = /admin/i.test(path) ? "clusterAdmin" : "clusterUser";
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": nameOf(id),
    clusters: [{ name: nameOf(id), cluster: { server, "certificate-authority-data": base64(certificateAuthority) } }],
    contexts: [{ name: nameOf(id), context: { cluster: nameOf(id), user } }],
    users: [{ name: user, user: userIn(properties) }],
  };
  const value = base64(JSON.stringify(kubeconfig));
  return { status: 200, body: { kubeconfigs: [{ name: user, value }] } };
}

/** With Entra the user logs in through kubelogin; without it the file holds a certificate. */
function userIn(properties: JsonObject): JsonObject {
  if (properties["aadProfile"] === undefined) {
    return { "client-certificate-data": base64("certificate"), "client-key-data": base64("key"), token: "token" };
  }
  return { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "kubelogin", args: ["get-token"] } };
}

function storageKeys(): ArmReply {
  const keys = ["key1", "key2"].map((keyName) => ({ keyName, value: base64(keyName), permissions: "FULL" }));
  return { status: 200, body: { keys } };
}

function workspaceKeys(): ArmReply {
  return { status: 200, body: { primarySharedKey: base64("primary"), secondarySharedKey: base64("secondary") } };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
