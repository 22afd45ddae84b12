import { type Answer, type Call, type GoogleStore, type JsonObject, ok } from "./google-store";
import { answerContainer, lockedOut } from "./gke";

/** Host names of the services that answer before anything is enabled. */
const alwaysThere = ["serviceusage", "cloudresourcemanager", "oauth2", "www"];

/** What Google answers to one call; what a service doesn't do here is refused, so that nothing passes unseen. */
export function answer(call: Call, store: GoogleStore): Answer {
  const { service, method, path } = call;
  if (service === "www" || service === "oauth2" || service === "openidconnect")
    return ok({ email: "engine@gemeente-zaken.iam.gserviceaccount.com" });
  const project = /projects\/([^/:]+)/.exec(path)?.[1] ?? "gemeente-zaken";
  if (project === "gemeente-zaken" && !alwaysThere.includes(service) && !isEnabled(store, project, service)) {
    return store.refuse(
      403,
      `${service}.googleapis.com has not been used in project ${project} before or it is disabled (${method} ${path})`,
    );
  }
  const policy = iamPolicy(call, store);
  if (policy) return policy;
  switch (service) {
    case "serviceusage":
      return services(call, store);
    case "compute":
      return compute(call, store);
    case "servicenetworking":
      return serviceNetworking(call, store);
    case "container":
      return answerContainer(call, store);
    case "storage":
      return storage(call, store);
    case "cloudresourcemanager":
      return ok({ projectId: project, projectNumber: "123456789012", lifecycleState: "ACTIVE", name: project });
    case "dns":
      return records(call, store) ?? plain(call, store);
    case "iam":
      return serviceAccounts(call, store);
    default:
      return plain(call, store);
  }
}

function isEnabled(store: GoogleStore, project: string, service: string): boolean {
  return store.get(`serviceusage/projects/${project}/services/${service}.googleapis.com`) !== undefined;
}

/** Rights on projects, accounts, keys and zones are read and written whole. */
function iamPolicy({ service, method, path, body }: Call, store: GoogleStore): Answer | undefined {
  const [, resource = "", verb] = /^(.+):(getIamPolicy|setIamPolicy)$/.exec(path) ?? [];
  const key = `${service}/${resource}`;
  if (verb === "getIamPolicy") return ok(store.policy(key));
  if (verb === "setIamPolicy") {
    const policy = body.policy as JsonObject;
    const refused = missingPool(policy, store);
    if (refused) return refused;
    const set = store.setPolicy(key, policy);
    const locked = lockedOut(store);
    return locked === undefined ? ok(set) : store.refuse(400, `Secrets are still under ${locked}`);
  }
  if (service === "storage" && path.endsWith("/iam")) {
    return method === "PUT" ? ok(store.setPolicy(`storage/${path.slice(0, -4)}`, body)) : ok(store.policy(`storage/${path.slice(0, -4)}`));
  }
  return undefined;
}

/** A project has no pool of workload identities before its first cluster. */
function missingPool(policy: JsonObject, store: GoogleStore): Answer | undefined {
  const members = ((policy.bindings ?? []) as JsonObject[]).flatMap(({ members: listed }) => listed as string[]);
  const inPool = members.some((member) => member.includes(".svc.id.goog["));
  const clusters = store.paths.filter((path) => path.startsWith("container/"));
  return inPool && clusters.length === 0 ? store.refuse(400, "Identity Pool does not exist") : undefined;
}

/** As somebody else may have done before. */
export function enableApis(store: GoogleStore, project: string, names: readonly string[]): void {
  for (const name of names) {
    store.put(`serviceusage/projects/${project}/services/${name}`, {
      name: `projects/${project}/services/${name}`,
      state: "ENABLED",
      config: { name },
    });
  }
}

function services({ method, path, body }: Call, store: GoogleStore): Answer {
  const [, project = ""] = /projects\/([^/]+)/.exec(path) ?? [];
  const prefix = `serviceusage/projects/${project}/services/`;
  if (path.endsWith(":batchEnable")) enableApis(store, project, body.serviceIds as string[]);
  else if (path.endsWith(":enable")) enableApis(store, project, [path.split("/").at(-1)?.replace(":enable", "") ?? ""]);
  else if (method === "GET" && path.endsWith("/services")) return ok({ services: [...store.below(prefix)] });
  else if (method === "GET" && path.startsWith("operations/")) return ok({ name: path, done: true, response: {} });
  else if (method === "GET") return found(store, `serviceusage/${path}`);
  else return store.refuse(400, `${method} ${path} of service usage isn't played`);
  return ok({ name: "operations/acat.p1", done: true, response: {} });
}

function found(store: GoogleStore, key: string): Answer {
  const resource = store.get(key);
  return resource ? ok(resource) : store.refuse(404, `${key} was not found`);
}

function merge(store: GoogleStore, key: string, more: JsonObject): JsonObject {
  const merged = { ...store.get(key), ...more };
  store.put(key, merged);
  return merged;
}

const computeOperation = (path: string, target: string): JsonObject => ({
  kind: "compute#operation",
  name: "operation-1",
  status: "DONE",
  progress: 100,
  selfLink: `https://compute.googleapis.com/compute/v1/${/^projects\/[^/]+\/(?:global|regions\/[^/]+)/.exec(path)?.[0] ?? ""}/operations/operation-1`,
  targetLink: target,
});

let address = 10;
let id = 1000;

function compute({ method, path, body }: Call, store: GoogleStore): Answer {
  const link = (name: string) => `https://www.googleapis.com/compute/v1/${name}`;
  const done = (of = path) => ok(computeOperation(path, link(of)));
  if (path.includes("/operations/")) return ok({ ...computeOperation(path, ""), name: path.replace("/wait", "").split("/").at(-1) });
  const key = `compute/${path}`;
  const [, owner = "", verb] = /^(.+)\/(setLabels|addPeering|removePeering|updatePeering)$/.exec(path) ?? [];
  if (verb === "setLabels") {
    merge(store, `compute/${owner}`, { labels: body.labels, labelFingerprint: "AAAA" });
    return done(owner);
  }
  if (verb === "addPeering" || verb === "updatePeering") {
    const peering = { ...((body.networkPeering ?? {}) as JsonObject), state: "INACTIVE" };
    merge(store, `compute/${owner}`, { peerings: [peering] });
    return done(owner);
  }
  if (verb === "removePeering") {
    merge(store, `compute/${owner}`, { peerings: [] });
    return done(owner);
  }
  switch (method) {
    case "POST": {
      const made = `${path}/${String(body.name)}`;
      if (store.get(`compute/${made}`)) return store.refuse(409, `${made} already exists`);
      address += 1;
      id += 1;
      const region = /regions\/([^/]+)/.exec(path)?.[0];
      store.put(`compute/${made}`, {
        ...(path.endsWith("addresses") && !("address" in body) && { address: `203.0.113.${address}` }),
        ...body,
        id: String(id),
        selfLink: link(made),
        creationTimestamp: "2026-11-23T00:00:00Z",
        labelFingerprint: "AAAA",
        fingerprint: "AAAA",
        ...(region && { region: link(`${/^projects\/[^/]+/.exec(path)?.[0] ?? ""}/${region}`) }),
        ...(path.endsWith("subnetworks") && { gatewayAddress: "10.42.0.1", purpose: "PRIVATE", stackType: "IPV4_ONLY" }),
        ...(path.endsWith("firewalls") && { disabled: body.disabled ?? false }),
        ...(path.endsWith("addresses") && { status: "RESERVED", networkTier: body.networkTier ?? "PREMIUM" }),
      });
      return done(made);
    }
    case "PATCH":
    case "PUT":
      merge(store, key, body);
      return done();
    case "DELETE": {
      const left = path.includes("/networks/") ? store.below("compute/").filter(({ network }) => String(network).endsWith(`/${path}`)) : [];
      if (left.length > 0) return store.refuse(400, `${path} is used by ${left.map(({ name }) => String(name)).join(", ")}`);
      return store.remove(key) ? done() : store.refuse(404, `${path} was not found`);
    }
    default:
      return found(store, key);
  }
}

function serviceNetworking({ method, path, body, query }: Call, store: GoogleStore): Answer {
  if (path.startsWith("operations/")) return ok({ name: path, done: true, response: {} });
  const network = String(body.network ?? query.get("network"));
  const key = `servicenetworking/${network}`;
  if (method === "GET") {
    const connection = store.get(key);
    return ok(connection ? { connections: [connection] } : {});
  }
  store.put(key, { network, service: "services/servicenetworking.googleapis.com", peering: "servicenetworking-googleapis-com", ...body });
  return ok({ name: "operations/sn.1", done: true, response: {} });
}

function storage({ method, path, body }: Call, store: GoogleStore): Answer {
  if (method === "POST" && path === "b") {
    const name = String(body.name);
    const made = {
      ...body,
      id: name,
      kind: "storage#bucket",
      selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
      projectNumber: "123456789012",
      metageneration: "1",
      locationType: "region",
      timeCreated: "2026-11-23T00:00:00Z",
      updated: "2026-11-23T00:00:00Z",
    };
    store.put(`storage/b/${name}`, made);
    return ok(made);
  }
  if (path.endsWith("/o")) return ok({ items: [] });
  if (method === "GET") return found(store, `storage/${path}`);
  if (method === "DELETE") return store.remove(`storage/${path}`) ? { status: 204, body: {} } : store.refuse(404, `${path} was not found`);
  return ok(merge(store, `storage/${path}`, body));
}

function serviceAccounts({ method, path, body }: Call, store: GoogleStore): Answer {
  const [, project = ""] = /projects\/([^/]+)/.exec(path) ?? [];
  if (method === "POST" && path.endsWith("/serviceAccounts")) {
    const accountId = String(body.accountId);
    if (!/^[a-z]([-a-z0-9]{4,28}[a-z0-9])$/.test(accountId)) return store.refuse(400, `${accountId} is not the id of a service account`);
    const email = `${accountId}@${project}.iam.gserviceaccount.com`;
    id += 1;
    const made = {
      name: `projects/${project}/serviceAccounts/${email}`,
      projectId: project,
      uniqueId: String(id),
      email,
      ...((body.serviceAccount ?? {}) as JsonObject),
    };
    store.put(`iam/${made.name}`, made);
    return ok(made);
  }
  // The provider may leave the project to Google.
  const key = `iam/${path.replace("projects/-/", `projects/${/@([^.]+)\./.exec(path)?.[1] ?? project}/`)}`;
  if (method === "GET") return found(store, key);
  if (method === "DELETE") return store.remove(key) ? ok() : store.refuse(404, `${path} was not found`);
  return ok(merge(store, key, (body.serviceAccount as JsonObject | undefined) ?? body));
}

/** Records come and go in changes of their zone, and are looked for by name. */
function records({ method, path, query, body }: Call, store: GoogleStore): Answer | undefined {
  const [, zone = "", kind] = /^(.+)\/(rrsets|changes)(?:\/\w+)?$/.exec(path) ?? [];
  const key = (record: JsonObject) => `dns/${zone}/rrsets/${String(record.name)}/${String(record.type)}`;
  if (kind === "rrsets" && method === "GET") {
    const all = store.below(`dns/${zone}/rrsets/`);
    return ok({
      rrsets: all.filter(({ name, type }) => [null, name].includes(query.get("name")) && [null, type].includes(query.get("type"))),
    });
  }
  if (kind !== "changes") return undefined;
  for (const record of (body.deletions ?? []) as JsonObject[]) store.remove(key(record));
  for (const record of (body.additions ?? []) as JsonObject[]) store.put(key(record), record);
  return ok({ id: "1", status: "done", ...body });
}

/** Services whose resources are made below their collection, and read back as they were made. */
function plain({ service, method, path, query, body }: Call, store: GoogleStore): Answer {
  if (path.includes("/operations/"))
    return ok({ name: path, done: true, response: store.below(`${service}/${path.split("/operations/")[0]}/`)[0] ?? {} });
  const key = `${service}/${path}`;
  switch (method) {
    case "POST": {
      const collection = path.replace(/:createAsync$/, "");
      const name = query.get("bucketId") ?? query.get("backupPlanId") ?? String(body.name);
      const made: JsonObject = { ...body, ...named(service, collection, name) };
      store.put(`${service}/${collection}/${name}`, made);
      // What takes its time says so by an operation.
      return ok(service === "gkebackup" || collection !== path ? { name: `${collection}/operations/1`, done: true, response: made } : made);
    }
    case "PATCH":
    case "PUT":
      return ok(merge(store, key, body));
    case "DELETE":
      return store.remove(key) ? ok() : store.refuse(404, `${path} was not found`);
    default:
      return found(store, key);
  }
}

function named(service: string, path: string, name: string): JsonObject {
  if (service === "logging" && path.endsWith("/buckets")) return { name: `${path}/${name}`, lifecycleState: "ACTIVE" };
  if (service === "logging" && path.endsWith("/sinks"))
    return { name, writerIdentity: "serviceAccount:sink@gcp-sa-logging.iam.gserviceaccount.com" };
  if (service === "gkebackup") return { name: `${path}/${name}`, state: "READY", uid: "1", etag: "1" };
  if (service === "dns" && path.endsWith("managedZones")) return { name, id: "1", nameServers: [], creationTime: "2026-11-23T00:00:00Z" };
  return { name };
}
