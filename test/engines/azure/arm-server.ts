import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startProxy } from "../proxy";
import { loopbackCertificate } from "../../support/tls";
import { guidOf, isWithin, typeOf } from "./arm-id";
import { isObject, type Json, type JsonObject } from "./arm-json";
import { answer, type ArmReply, type ArmRequest } from "./arm-routes";
import { ArmStore } from "./arm-store";
import { idOf } from "./arm-types";

export const SUBSCRIPTION_ID = guidOf("subscription");
const TENANT_ID = guidOf("tenant");
/** What every token says about the one who deploys. */
const DEPLOYER_OBJECT_ID = guidOf("deployer");

/** Azure's data planes live under these names, and not under the host that the provider is told. */
const dataPlanes = ["vault.azure.net"];

/** Long enough that whatever Terraform does not order after the delete of a cluster runs into the live cluster. */
const CLUSTER_DELETE_MS = 3000;
const LATE_MS = 1000;

export interface ArmServer {
  /** All that the azurerm provider needs to talk to this server and to nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** Path of the certificate authority that the server's certificate comes from. */
  readonly ca: string;
  readonly store: ArmStore;
  /** What Azure would have refused; an engine test ends with none. */
  readonly violations: readonly string[];
  /** Ids whose calls, and those of what lies in them, are answered late: what Terraform does not order after them comes first. */
  readonly late: string[];
  /** `METHOD path status`, in the order of arrival. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** An API server that every cluster answers with: it is really there. */
export async function startArmServer(apiServer?: ArmRequest["apiServer"]): Promise<ArmServer> {
  const folder = await mkdtemp(join(tmpdir(), "haven-arm-"));
  const certificate = await loopbackCertificate(folder, dataPlanes);
  const store = new ArmStore();
  const late: string[] = [];
  const requests: string[] = [];
  const server = createServer({ key: certificate.key, cert: certificate.cert });
  server.on("request", (request, response) => {
    // A request breaks off when a provider is killed, which is no failure of the test.
    serve(request, response, { store, late, requests, apiServer }).catch(() => response.destroy());
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
  const proxy = await startProxy(port, dataPlanes);
  const stop = async (): Promise<void> => {
    await proxy.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  };
  const env = environment(`localhost:${port}`, certificate.caFile, proxy.url);
  return { env, ca: certificate.caFile, store, violations: store.violations, late, requests, stop };
}

/** An automatic upgrade while nobody looked: the cluster and all its pools run another version than was asked for. */
export function upgradeCluster(store: ArmStore, clusterId: string, version: string): void {
  store.change(clusterId, { properties: { kubernetesVersion: version, currentKubernetesVersion: version } });
  for (const pool of store.below(clusterId, "Microsoft.ContainerService/managedClusters/agentPools")) {
    store.change(idOf(pool), { properties: { orchestratorVersion: version, currentOrchestratorVersion: version } });
  }
}

function environment(host: string, caFile: string, proxyUrl: string): Readonly<Record<string, string>> {
  return {
    ARM_METADATA_HOSTNAME: host,
    ARM_SUBSCRIPTION_ID: SUBSCRIPTION_ID,
    ARM_TENANT_ID: TENANT_ID,
    ARM_CLIENT_ID: guidOf("application"),
    ARM_CLIENT_SECRET: "loopback",
    ARM_USE_CLI: "false",
    SSL_CERT_FILE: caFile,
    SSL_CERT_DIR: "/nonexistent",
    // Each polled call waits ten seconds otherwise.
    GO_AZURE_SDK_SKIP_POLLING_DELAY: "true",
    HTTPS_PROXY: proxyUrl,
    HTTP_PROXY: proxyUrl,
    NO_PROXY: "localhost,127.0.0.1",
  };
}

interface Serving {
  readonly store: ArmStore;
  readonly late: readonly string[];
  readonly requests: string[];
  readonly apiServer: ArmRequest["apiServer"];
}

async function serve(request: IncomingMessage, response: ServerResponse, { store, late, requests, apiServer }: Serving): Promise<void> {
  const host = request.headers.host ?? "";
  const url = new URL(`https://${host}${(request.url ?? "/").replace(/^\/+/, "/")}`);
  const path = decodeURIComponent(url.pathname).replace(/(.)\/+$/, "$1");
  const body = await read(request);
  const method = request.method ?? "GET";
  if (method === "DELETE" && typeOf(path) === "microsoft.containerservice/managedclusters") {
    await sleep(CLUSTER_DELETE_MS);
  }
  if (late.some((id) => isWithin(path, id))) {
    await sleep(LATE_MS);
  }
  const filter = url.searchParams.get("$filter") ?? undefined;
  const reply = login(path, host, url) ?? guarded({ method, host, path, filter, body, apiServer }, store);
  requests.push(`${method} ${path} ${reply.status}`);
  response.writeHead(reply.status, { "Content-Type": "application/json" });
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
}

/** A bug in this server must not look like Azure being slow: the provider would go on asking. */
function guarded(request: ArmRequest, store: ArmStore): ArmReply {
  try {
    return answer(request, store);
  } catch (error) {
    store.violations.push(`${request.method} ${request.path}: ${String(error)}`);
    return { status: 400, body: { error: { code: "BugInTestServer", message: String(error) } } };
  }
}

async function read(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString();
  if (!text.startsWith("{")) {
    return {};
  }
  const body = JSON.parse(text) as Json;
  return isObject(body) ? body : {};
}

/** What the provider asks before anything else: which cloud this is, and who it is itself. */
function login(path: string, host: string, url: URL): ArmReply | undefined {
  if (path === "/metadata/endpoints") {
    const isOldApi = url.searchParams.get("api-version") === "2018-01-01";
    return { status: 200, body: isOldApi ? locations(host) : cloud(host) };
  }
  if (path.endsWith("/oauth2/v2.0/token") || path.endsWith("/oauth2/token")) {
    const body = { token_type: "Bearer", expires_in: 86400, ext_expires_in: 86400, access_token: token() };
    return { status: 200, body };
  }
  return undefined;
}

/** Europe's regions with three zones; the provider refuses at plan what is not listed. */
const LOCATIONS = [
  "westeurope",
  "northeurope",
  "swedencentral",
  "germanywestcentral",
  "francecentral",
  "italynorth",
  "norwayeast",
  "polandcentral",
  "spaincentral",
  "austriaeast",
  "belgiumcentral",
  "denmarkeast",
  "switzerlandnorth",
] as const;

function locations(host: string): JsonObject {
  return { cloudEndpoint: { loopback: { endpoint: host, locations: LOCATIONS } } };
}

function cloud(host: string): JsonObject {
  const url = `https://${host}`;
  return {
    name: "Loopback",
    resourceManager: url,
    microsoftGraphResourceId: url,
    authentication: { loginEndpoint: url, audiences: [url], tenant: "common", identityProvider: "AAD" },
    suffixes: { keyVaultDns: "vault.azure.net", storage: "core.windows.net", acrLoginServer: "azurecr.io" },
  };
}

/** Three parts, because the provider reads the middle one. */
function token(): string {
  const claims = { oid: DEPLOYER_OBJECT_ID, appid: guidOf("application"), tid: TENANT_ID };
  const parts = [{ alg: "none" }, claims, {}];
  return parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}
