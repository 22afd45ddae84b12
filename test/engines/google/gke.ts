import { type Answer, type Call, type GoogleStore, type JsonObject, ok } from "./google-store";

const operation = (location: string): JsonObject => ({
  name: "operation-1",
  status: "DONE",
  selfLink: `https://container.googleapis.com/v1/${location}/operations/operation-1`,
});

/** GKE, which refuses what the real one does before or while a cluster or a pool is made. */
export function answerContainer({ method, path, body }: Call, store: GoogleStore): Answer {
  const [, location = "", , cluster, , pool, verb] =
    /^(projects\/[^/]+\/locations\/[^/]+)(\/clusters(?:\/([^/:]+))?)?(\/nodePools(?:\/([^/:]+))?)?(?::?\/?([A-Za-z]+))?$/.exec(path) ?? [];
  if (path.includes("/operations/")) return ok(operation(location));
  const key = `container/${location}/clusters/${cluster ?? ""}`;
  const done = ok(operation(location));
  if (path.endsWith("/clusters") && method === "POST")
    return refusedCluster(store, location, body.cluster as JsonObject) ?? (makeCluster(store, location, body.cluster as JsonObject), done);
  const found = store.get(key);
  if (found === undefined) return store.refuse(404, `${path} was not found`);
  const pools = found.nodePools as JsonObject[];
  if (path.endsWith("/nodePools") && method === "POST") {
    const asked = body.nodePool as JsonObject;
    const refused = refusedPool(store, location, asked);
    if (refused) return refused;
    store.put(key, { ...found, nodePools: [...pools, madePool(store, location, asked)] });
    return done;
  }
  if (pool !== undefined) {
    const one = pools.find(({ name }) => name === pool);
    if (one === undefined) return store.refuse(404, `${path} was not found`);
    const others = pools.filter((other) => other !== one);
    if (method === "GET") return ok(one);
    if (method === "DELETE") store.put(key, { ...found, nodePools: others });
    else store.put(key, { ...found, nodePools: [...others, { ...one, ...changed(verb, body), name: one.name }] });
    return done;
  }
  if (method === "DELETE") {
    store.remove(key);
    return done;
  }
  if (method === "GET") return ok(found);
  const update = wanted((body.update ?? {}) as JsonObject);
  const refused = refusedKey(store, update);
  if (refused) return refused;
  const { controlPlaneEndpointsConfig: ways } = update;
  const region = location.split("/")[3] ?? "";
  store.put(key, { ...found, ...update, ...(ways && { controlPlaneEndpointsConfig: endpoints(ways as JsonObject, region) }) });
  return done;
}

/** An update says `desiredDatabaseEncryption` where the cluster says `databaseEncryption`. */
function wanted(update: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(update).map(([name, value]) => [name.replace(/^desired(.)/, (_, first: string) => first.toLowerCase()), value]),
  );
}

function changed(verb: string | undefined, body: JsonObject): JsonObject {
  if (verb === "setSize") return { initialNodeCount: body.nodeCount };
  if (verb === "setAutoscaling") return { autoscaling: body.autoscaling };
  if (verb === "setManagement") return { management: body.management };
  return body;
}

function refusedCluster(store: GoogleStore, location: string, cluster: JsonObject): Answer | undefined {
  const pool =
    (cluster.nodeConfig as JsonObject | undefined) ??
    ((cluster.nodePools as JsonObject[] | undefined)?.[0]?.config as JsonObject | undefined);
  if (pool?.serviceAccount === undefined) return store.refuse(400, "the default service account is disabled");
  if (["UNSPECIFIED", undefined].includes((cluster.releaseChannel as JsonObject | undefined)?.channel as string | undefined))
    return store.refuse(400, "no channel");
  const refused = refusedKey(store, cluster);
  if (refused) return refused;
  return cluster.network === undefined ? store.refuse(400, "no network") : refusedPool(store, location, { config: pool });
}

const agent = "serviceAccount:service-123456789012@container-engine-robot.iam.gserviceaccount.com";
const mayUse = (store: GoogleStore, key: string) => store.grants(`cloudkms/${key}`, "roles/cloudkms.cryptoKeyEncrypterDecrypter", agent);

function refusedKey(store: GoogleStore, { databaseEncryption }: JsonObject): Answer | undefined {
  const key = (databaseEncryption as JsonObject | undefined)?.keyName;
  return typeof key === "string" && key !== "" && !mayUse(store, key) ? store.refuse(400, `${agent} may not use ${key}`) : undefined;
}

/** A cluster whose Secrets can't be read any more, since GKE lost the right to use their key. */
export function lockedOut(store: GoogleStore): string | undefined {
  const keys = store.below("container/").map(({ databaseEncryption }) => (databaseEncryption as JsonObject | undefined)?.keyName);
  return keys.find((key): key is string => typeof key === "string" && key !== "" && !mayUse(store, key));
}

/** Nodes that can't leave, or whose account has no rights, come up and never become ready. */
function refusedPool(store: GoogleStore, location: string, { config }: JsonObject): Answer | undefined {
  const project = location.split("/")[1] ?? "";
  const member = `serviceAccount:${String((config as JsonObject).serviceAccount)}`;
  if (!store.grants(`cloudresourcemanager/projects/${project}`, "roles/container.defaultNodeServiceAccount", member)) {
    return store.refuse(400, `${member} has no rights`);
  }
  const routers = store.below("compute/").filter((resource) => Array.isArray(resource.nats));
  const existing = store.paths.every((path) => !path.startsWith("compute/") || !path.includes("/routers/"));
  return routers.length === 0 && !existing ? store.refuse(400, "nodes have no way out") : undefined;
}

function makeCluster(store: GoogleStore, location: string, asked: JsonObject): void {
  const name = String(asked.name);
  const { nodeConfig, ...cluster } = asked;
  const region = location.split("/")[3] ?? "";
  store.put(`container/${location}/clusters/${name}`, {
    ...cluster,
    id: "0123456789abcdef",
    status: "RUNNING",
    location: region,
    selfLink: `https://container.googleapis.com/v1/${location}/clusters/${name}`,
    endpoint: "10.42.0.2",
    currentMasterVersion: "1.35.8-gke.1036000",
    initialClusterVersion: "1.35.8-gke.1036000",
    masterAuth: { ...((cluster.masterAuth ?? {}) as JsonObject), clusterCaCertificate: Buffer.from("authority").toString("base64") },
    controlPlaneEndpointsConfig: endpoints((cluster.controlPlaneEndpointsConfig ?? {}) as JsonObject, region),
    privateClusterConfig: {
      ...((cluster.privateClusterConfig ?? {}) as JsonObject),
      privateEndpoint: "10.42.0.2",
      publicEndpoint: "203.0.113.2",
    },
    labelFingerprint: "AAAA",
    networkConfig: { ...((cluster.networkConfig ?? {}) as JsonObject), network: cluster.network, subnetwork: cluster.subnetwork },
    nodePools: [
      madePool(store, location, { name: "default-pool", initialNodeCount: 1, config: nodeConfig ?? {} }),
      ...((asked.nodePools ?? []) as JsonObject[]).map((pool) => madePool(store, location, pool)),
    ].slice(asked.nodePools ? 1 : 0),
  });
}

function endpoints(asked: JsonObject, region: string): JsonObject {
  const { dnsEndpointConfig = {}, ipEndpointsConfig = {} } = asked as Record<string, JsonObject>;
  return {
    dnsEndpointConfig: { ...dnsEndpointConfig, endpoint: `gke-0123456789abcdef.${region}.gke.goog` },
    ipEndpointsConfig: { ...ipEndpointsConfig, privateEndpoint: "10.42.0.2", publicEndpoint: "203.0.113.2" },
  };
}

/** Nodes are in a group in each zone, whose size the provider reads. */
function madePool(store: GoogleStore, location: string, asked: JsonObject): JsonObject {
  const [, project = "", , region = ""] = location.split("/");
  const zones = (asked.locations as string[] | undefined) ?? [`${region}-a`];
  const groups = zones.map((zone) => `projects/${project}/zones/${zone}/instanceGroupManagers/gke-${String(asked.name)}`);
  for (const group of groups) store.put(`compute/${group}`, { name: group.split("/").at(-1), targetSize: asked.initialNodeCount });
  const instanceGroupUrls = groups.map((group) => `https://www.googleapis.com/compute/v1/${group}`);
  return { ...asked, version: "1.35.8-gke.1036000", status: "RUNNING", instanceGroupUrls };
}
