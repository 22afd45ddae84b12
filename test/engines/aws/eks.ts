import { randomBytes } from "node:crypto";

/** What EKS answers; values are those of its own JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The services beside EKS that it looks at, or makes things in. */
export interface Beside {
  readonly createSecurityGroup: (vpcSubnet: string, name: string) => Promise<{ readonly groupId: string; readonly vpcId: string }>;
  readonly deleteSecurityGroup: (groupId: string) => Promise<void>;
  /** Names of the policies that a role has, or undefined when there is no such role. */
  readonly policiesOf: (roleArn: string) => Promise<readonly string[] | undefined>;
  /** Key of a log group, or undefined when there is no such group. */
  readonly keyOfLogGroup: (name: string) => Promise<string | undefined>;
  /** Zones of subnets, or fewer when some aren't there. */
  readonly zonesOf: (subnetIds: readonly string[]) => Promise<readonly string[]>;
}

type Body = Record<string, unknown>;
const region = "eu-central-1";
const account = "123456789012";
const arn = (path: string) => `arn:aws:eks:${region}:${account}:${path}`;
const now = () => Date.now() / 1000;

/** EKS in memory. moto lacks half of it, and refuses nothing; this refuses what EKS does, in EKS' words. */
export class Eks {
  private readonly clusters = new Map<string, Body>();
  private readonly below = new Map<string, Body>();

  constructor(private readonly beside: Beside) {}

  /** Everything that is there, for whoever asks whether anything was left. */
  get left(): readonly string[] {
    return [...this.clusters.keys(), ...this.below.keys()];
  }

  /** Changes a cluster behind Terraform's back. */
  change(name: string, to: Body): void {
    Object.assign(this.clusters.get(name) ?? {}, to);
  }

  /** All of a kind, for example `node-groups`. */
  of(kind: string): readonly Body[] {
    return [...this.below].filter(([key]) => key.split("/")[1] === kind).map(([, value]) => value);
  }

  async answer(method: string, path: string, query: URLSearchParams, body: Body): Promise<Answer> {
    const parts = path.split("/").filter((part) => part !== "");
    if (parts[0] === "addons") return this.addonVersions(query);
    if (parts[0] === "tags") return this.tag(decodeURIComponent(parts.slice(1).join("/")), query, body);
    const [, name = "", kind, id, ...rest] = parts.map(decodeURIComponent);
    if (kind === undefined) return this.cluster(method, method === "POST" ? String(body.name) : name, body);
    if (kind === "updates" && method === "POST") return this.update(name, { version: body.version });
    if (kind === "updates") return { status: 200, body: { update: { id, status: "Successful" } } };
    if (kind === "update-config") return this.update(name, body);
    const cluster = this.clusters.get(name);
    if (!cluster) return notFound(`No cluster found for name: ${name}.`);
    switch (kind) {
      case "node-groups":
        return this.nodeGroup(method, cluster, id, rest, body);
      case "addons":
        return this.addon(method, cluster, id, rest, body);
      case "access-entries":
        return this.accessEntry(method, cluster, id, rest, body);
      case "pod-identity-associations":
        return this.association(method, cluster, id, body);
      default:
        return refused(`nothing answers ${method} ${path}`);
    }
  }

  private tag(of: string, query: URLSearchParams, body: Body): Answer {
    const thing = [...this.clusters.values(), ...this.below.values()].find((value) => Object.values(value).includes(of));
    if (!thing) return notFound(`nothing has the ARN ${of}`);
    const kept = Object.entries((thing.tags ?? {}) as Body).filter(([key]) => !query.getAll("tagKeys").includes(key));
    const { tags = {} } = body as { readonly tags?: Body };
    thing.tags = { ...Object.fromEntries(kept), ...tags };
    return { status: 200, body: {} };
  }

  private async cluster(method: string, name: string, body: Body): Promise<Answer> {
    const known = this.clusters.get(name);
    if (method === "POST") {
      if (known) return conflict(`Cluster already exists with name: ${name}`);
      const vpc = body.resourcesVpcConfig as Body & { subnetIds: string[] };
      const zones = new Set(await this.beside.zonesOf(vpc.subnetIds));
      if (zones.size < 2) return refused("Subnets specified must be in at least two different AZs");
      const policies = await this.beside.policiesOf(String(body.roleArn));
      if (!policies?.includes("AmazonEKSClusterPolicy")) return refused("the role of the cluster lacks AmazonEKSClusterPolicy");
      if (!policies.includes("inline:cluster")) return refused("the role of the cluster may not use the key");
      if ((await this.beside.keyOfLogGroup(`/aws/eks/${name}/cluster`)) === undefined)
        return refused("EKS would make the log group itself, without a key and for ever");
      const { groupId, vpcId } = await this.beside.createSecurityGroup(vpc.subnetIds[0] ?? "", `eks-cluster-sg-${name}`);
      const { accessConfig, logging, ...given } = body;
      this.clusters.set(name, {
        ...given,
        arn: arn(`cluster/${name}`),
        status: "ACTIVE",
        createdAt: now(),
        platformVersion: "eks.7",
        endpoint: `https://${name}.gr7.${region}.eks.amazonaws.com`,
        certificateAuthority: { data: Buffer.from("certificate").toString("base64") },
        identity: { oidc: { issuer: `https://oidc.eks.${region}.amazonaws.com/id/${name}` } },
        // What is only said when the cluster is made isn't told again.
        accessConfig: { authenticationMode: (accessConfig as Body).authenticationMode },
        kubernetesNetworkConfig: { ipFamily: "ipv4", elasticLoadBalancing: { enabled: false }, ...(body.kubernetesNetworkConfig as Body) },
        logging,
        resourcesVpcConfig: { ...vpc, clusterSecurityGroupId: groupId, securityGroupIds: [], vpcId },
      });
      return { status: 200, body: { cluster: this.clusters.get(name) } };
    }
    if (!known) return notFound(`No cluster found for name: ${name}.`);
    if (method === "DELETE") {
      const groups = this.keysBelow(name, "node-groups");
      if (groups.length > 0) return inUse("Cluster has nodegroups attached");
      for (const key of this.keysBelow(name)) this.below.delete(key);
      await this.beside.deleteSecurityGroup(String((known.resourcesVpcConfig as Body).clusterSecurityGroupId));
      this.clusters.delete(name);
    }
    return { status: 200, body: { cluster: known } };
  }

  private update(name: string, to: Body): Answer {
    const cluster = this.clusters.get(name);
    if (!cluster) return notFound(`No cluster found for name: ${name}.`);
    const { version } = to;
    if (version !== undefined && Number(String(version).split(".")[1]) !== Number(String(cluster.version).split(".")[1]) + 1)
      return refused(`Unsupported Kubernetes minor version update from ${String(cluster.version)} to ${String(version)}`);
    const { resourcesVpcConfig, ...others } = to;
    Object.assign(cluster, others);
    Object.assign(cluster.resourcesVpcConfig as Body, resourcesVpcConfig);
    return {
      status: 200,
      body: { update: { id: randomBytes(8).toString("hex"), status: "InProgress", type: "ConfigUpdate", params: [] } },
    };
  }

  private async nodeGroup(method: string, cluster: Body, id: string | undefined, rest: readonly string[], body: Body): Promise<Answer> {
    const name = String(cluster.name);
    if (rest[0] === "update-config" || rest[0] === "update-version") return this.updateNodeGroup(cluster, id ?? "", body);
    if (rest[0] === "updates") return { status: 200, body: { update: { id: rest[1], status: "Successful" } } };
    const key = (group: string) => `${name}/node-groups/${group}`;
    if (method === "POST") {
      const group = String(body.nodegroupName);
      if (this.below.has(key(group))) return conflict(`NodeGroup already exists with name ${group}`);
      const missing = ["eks-pod-identity-agent", "vpc-cni", "kube-proxy"].filter((addon) => !this.below.has(`${name}/addons/${addon}`));
      if (missing.length > 0) return refused(`nodes would wait for ${missing.join(", ")} until they fail`);
      const policies = (await this.beside.policiesOf(String(body.nodeRole))) ?? [];
      for (const policy of ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"])
        if (!policies.includes(policy)) return refused(`nodes couldn't join: their role lacks ${policy}`);
      const { desiredSize = 0, minSize = 0 } = body.scalingConfig as { desiredSize?: number; minSize?: number };
      if (desiredSize < minSize) return refused(`Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`);
      this.below.set(key(group), {
        ...body,
        clusterName: name,
        nodegroupArn: arn(`nodegroup/${name}/${group}/${randomBytes(4).toString("hex")}`),
        status: "ACTIVE",
        createdAt: now(),
        resources: { autoScalingGroups: [{ name: `eks-${group}` }] },
      });
      return { status: 200, body: { nodegroup: this.below.get(key(group)) } };
    }
    const known = this.below.get(key(id ?? ""));
    if (!known) return notFound(`No node group found for name: ${id}.`);
    if (method === "DELETE") this.below.delete(key(id ?? ""));
    return { status: 200, body: { nodegroup: known } };
  }

  private updateNodeGroup(cluster: Body, id: string, body: Body): Answer {
    const group = this.below.get(`${String(cluster.name)}/node-groups/${id}`);
    if (!group) return notFound(`No node group found for name: ${id}.`);
    const { labels, taints, scalingConfig, version, ...others } = body as Body & { labels?: Body; taints?: { addOrUpdateTaints?: Body[] } };
    if (version !== undefined && version !== cluster.version)
      return refused(`Nodegroup version ${String(version)} is not that of the control plane, ${String(cluster.version)}`);
    const { desiredSize, minSize } = { ...(group.scalingConfig as Body), ...(scalingConfig as Body) } as {
      desiredSize: number;
      minSize: number;
    };
    if (desiredSize < minSize) return refused(`Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`);
    Object.assign(group, others, version === undefined ? {} : { version });
    Object.assign(group.scalingConfig as Body, scalingConfig);
    if (labels) group.labels = labels.addOrUpdateLabels ?? {};
    if (taints) group.taints = taints.addOrUpdateTaints ?? [];
    return {
      status: 200,
      body: { update: { id: randomBytes(8).toString("hex"), status: "InProgress", type: "ConfigUpdate", params: [] } },
    };
  }

  private async addon(method: string, cluster: Body, id: string | undefined, rest: readonly string[], body: Body): Promise<Answer> {
    const name = String(cluster.name);
    const key = (addon: string) => `${name}/addons/${addon}`;
    if (method === "POST" && id === undefined) {
      const addon = String(body.addonName);
      const needsNodes = !["eks-pod-identity-agent", "vpc-cni", "kube-proxy"].includes(addon);
      if (needsNodes && this.keysBelow(name, "node-groups").length === 0) return refused(`${addon} would be degraded without nodes`);
      const identities = (body.podIdentityAssociations ?? []) as { roleArn: string; serviceAccount: string }[];
      for (const { roleArn } of identities) {
        const policies = await this.beside.policiesOf(roleArn);
        if (!policies || policies.length === 0) return refused(`the role of ${addon} has no rights yet`);
      }
      const associations = identities.map(({ roleArn, serviceAccount }) =>
        this.associate(name, { namespace: "kube-system", serviceAccount, roleArn, ownerArn: key(addon) }),
      );
      this.below.set(key(addon), {
        ...body,
        clusterName: name,
        addonArn: arn(`addon/${name}/${addon}/1`),
        addonVersion: body.addonVersion ?? "v1.0.0-eksbuild.1",
        podIdentityAssociations: associations.map(({ associationArn }) => associationArn),
        status: "ACTIVE",
        health: { issues: [] },
        createdAt: now(),
        modifiedAt: now(),
      });
      return { status: 200, body: { addon: this.below.get(key(addon)) } };
    }
    const known = this.below.get(key(id ?? ""));
    if (!known) return notFound(`No addon: ${id} found in cluster: ${name}`);
    if (rest[0] === "update") {
      Object.assign(known, body);
      return {
        status: 200,
        body: { update: { id: randomBytes(8).toString("hex"), status: "InProgress", type: "AddonUpdate", params: [] } },
      };
    }
    if (method === "DELETE") {
      const nodes = this.keysBelow(name, "node-groups").length > 0;
      if (nodes && (id === "vpc-cni" || id === "kube-proxy"))
        return refused(`${id} went before the nodes, whose network cards would be left behind`);
      for (const [other, { ownerArn }] of this.below) if (ownerArn === key(id ?? "")) this.below.delete(other);
      this.below.delete(key(id ?? ""));
    }
    return { status: 200, body: { addon: known } };
  }

  private accessEntry(method: string, cluster: Body, id: string | undefined, rest: readonly string[], body: Body): Answer {
    const name = String(cluster.name);
    const key = `${name}/access-entries/${id ?? String(body.principalArn)}`;
    if (rest[0] === "access-policies") return this.accessPolicy(method, key, rest[1], body);
    if (method === "POST" && id === undefined) {
      if (String(body.principalArn).includes(":sts:")) return refused("The specified principalArn is invalid: invalid principal");
      if (this.below.has(key)) return conflict("The specified access entry resource is already in use on this cluster.");
      const entry = {
        ...body,
        clusterName: name,
        accessEntryArn: arn(`access-entry/${name}/1`),
        type: "STANDARD",
        username: "user",
        createdAt: now(),
        modifiedAt: now(),
      };
      this.below.set(key, entry);
      return { status: 200, body: { accessEntry: entry } };
    }
    const known = this.below.get(key);
    if (!known) return notFound("The specified access entry could not be found.");
    if (method === "DELETE") this.below.delete(key);
    return { status: 200, body: { accessEntry: known } };
  }

  private accessPolicy(method: string, entry: string, policy: string | undefined, body: Body): Answer {
    if (!this.below.has(entry)) return notFound("The specified access entry could not be found.");
    const known = (this.below.get(entry)?.policies ?? {}) as Record<string, Body>;
    if (method === "POST") {
      const associated = {
        policyArn: body.policyArn,
        accessScope: { namespaces: [], ...(body.accessScope as Body) },
        associatedAt: now(),
        modifiedAt: now(),
      };
      Object.assign(this.below.get(entry) ?? {}, { policies: { ...known, [String(body.policyArn)]: associated } });
      return { status: 200, body: { associatedAccessPolicy: associated } };
    }
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- policies are kept by their ARN
    if (method === "DELETE") delete known[policy ?? ""];
    return { status: 200, body: { associatedAccessPolicies: Object.values(known) } };
  }

  private association(method: string, cluster: Body, id: string | undefined, body: Body): Answer {
    const name = String(cluster.name);
    if (method === "POST" && id === undefined) return { status: 200, body: { association: this.associate(name, body) } };
    const key = `${name}/pod-identity-associations/${id}`;
    const known = this.below.get(key);
    if (id === undefined) return { status: 200, body: { associations: this.of("pod-identity-associations") } };
    if (!known) return notFound(`No pod identity association found: ${id}`);
    if (method === "DELETE") this.below.delete(key);
    return { status: 200, body: { association: known } };
  }

  private associate(clusterName: string, given: Body): Body {
    const associationId = `a-${randomBytes(8).toString("hex")}`;
    const association = {
      ...given,
      clusterName,
      associationId,
      associationArn: arn(`podidentityassociation/${clusterName}/${associationId}`),
      createdAt: now(),
      modifiedAt: now(),
    };
    this.below.set(`${clusterName}/pod-identity-associations/${associationId}`, association);
    return association;
  }

  /** `defaultVersion` of each add-on moves with the minor. */
  private addonVersions(query: URLSearchParams): Answer {
    const clusterVersion = query.get("kubernetesVersion") ?? "1.36";
    const addonVersion = `v${clusterVersion}.0-eksbuild.1`;
    const compatibilities = [{ clusterVersion, defaultVersion: true, platformVersions: ["*"] }];
    return { status: 200, body: { addons: [{ addonName: query.get("addonName"), addonVersions: [{ addonVersion, compatibilities }] }] } };
  }

  private keysBelow(cluster: string, kind = ""): readonly string[] {
    return [...this.below.keys()].filter((key) => key.startsWith(`${cluster}/${kind}`));
  }
}

const error =
  (status: number, type: string) =>
  (message: string): Answer => ({ status, body: { __type: type, message } });
const notFound = error(404, "ResourceNotFoundException");
const conflict = error(409, "ResourceInUseException");
const inUse = error(409, "ResourceInUseException");
const refused = error(400, "InvalidParameterException");
