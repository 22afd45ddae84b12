import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type Answer, type Beside, Eks } from "./eks";
import { type Moto, startMoto } from "./moto";

/** AWS on loopback: EKS of our own, and moto behind it for everything else. */
export interface Aws {
  readonly eks: Eks;
  /** What Terraform's environment must say. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything that was refused. */
  readonly refusals: readonly string[];
  /** Ids of what is left in the services that moto plays. */
  readonly left: () => Promise<readonly string[]>;
  /** The network that an account begins with, 172.31.0.0/16. */
  readonly defaultVpcId: () => Promise<string>;
  /** Newest release of the nodes' image; changes as AWS publishes. */
  release: string;
  readonly stop: () => Promise<void>;
}

const leastSize = "x-amz-transition-default-minimum-object-size";

export async function startAws(): Promise<Aws> {
  const moto = await startMoto();
  const client = clientOf(moto);
  const refusals: string[] = [];
  const eks = new Eks(client);
  const aws = { release: "1.60.0-0a1b2c3d" };
  const lifecycles = new Map<string, string>();

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((problem: unknown) => {
      outgoing.writeHead(500).end(String(problem));
    });
  });
  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const [, service] = /Credential=[^/]+\/\d+\/[\w-]+\/([\w-]+)\//.exec(incoming.headers.authorization ?? "") ?? [];
    const lifecycle = lifecycleOf(service, incoming, body);
    if (lifecycle !== undefined) {
      outgoing.writeHead(200, { "content-type": "application/xml", [leastSize]: "all_storage_classes_128K" }).end(lifecycle);
      return;
    }
    const own = await answerOf(service, incoming, body);
    if (!own) {
      forward(moto, incoming, body, outgoing);
      return;
    }
    const { message = "", __type: type = "" } = own.body as { message?: string; __type?: string };
    if (own.status >= 400) {
      if (own.status !== 404) refusals.push(message);
      outgoing.setHeader("x-amzn-errortype", type);
    }
    outgoing.writeHead(own.status, { "content-type": "application/json" }).end(JSON.stringify(own.body));
  }
  /** S3 answers with the rules that it was given; moto loses how many newer versions stay, and a provider waits for them. */
  function lifecycleOf(service: string | undefined, { method, url = "" }: IncomingMessage, body: string): string | undefined {
    const { pathname, searchParams } = new URL(url, "http://aws");
    if (service !== "s3" || !searchParams.has("lifecycle")) return undefined;
    if (method === "GET") return lifecycles.get(pathname);
    if (method === "PUT") lifecycles.set(pathname, body);
    else lifecycles.delete(pathname);
    return undefined;
  }
  async function answerOf(service: string | undefined, incoming: IncomingMessage, body: string): Promise<Answer | undefined> {
    const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://aws");
    if (service === "eks")
      return eks.answer(
        incoming.method ?? "GET",
        pathname,
        searchParams,
        body === "" ? {} : (JSON.parse(body) as object as Record<string, unknown>),
      );
    // What AWS publishes itself isn't in moto.
    if (service === "ssm" && body.includes("/aws/service/")) {
      const { Name } = JSON.parse(body) as { Name: string };
      return {
        status: 200,
        body: { Parameter: { Name, Type: "String", Value: aws.release, Version: 1, ARN: `arn:aws:ssm:eu-central-1::parameter${Name}` } },
      };
    }
    // moto keeps such a policy, and knows no way to take it out.
    if (service === "elasticfilesystem" && incoming.method === "DELETE" && pathname.endsWith("/policy")) return { status: 200, body: {} };
    return undefined;
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return Object.assign(aws, {
    eks,
    refusals,
    left: client.left,
    defaultVpcId: client.defaultVpcId,
    env: { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_EC2_METADATA_DISABLED: "true" },
    stop: async () => {
      moto.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("latin1");
}

function forward(moto: Moto, incoming: IncomingMessage, body: string, outgoing: ServerResponse): void {
  const onward = request(`${moto.url}${incoming.url ?? "/"}`, { method: incoming.method, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", (problem) => outgoing.writeHead(502).end(String(problem)));
  onward.end(Buffer.from(body, "latin1"));
}

/** What EKS asks and makes in the account's other services. */
function clientOf(moto: Moto): Beside & Pick<Aws, "defaultVpcId" | "left"> {
  const headers = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=test/20261123/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });
  const query = async (service: string, action: string, parameters: Record<string, string>) => {
    const body = new URLSearchParams({ Action: action, Version: service === "ec2" ? "2016-11-15" : "2010-05-08", ...parameters });
    const answer = await fetch(moto.url, {
      method: "POST",
      body,
      headers: { ...headers(service), host: `${service}.eu-central-1.amazonaws.com` },
    });
    return answer.text();
  };
  const json = async (service: string, target: string, body: object) => {
    const answer = await fetch(moto.url, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { ...headers(service), "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const all = (xml: string, tag: string) => [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g"))].map(([, value = ""]) => value);
  const numbered = (name: string, values: readonly string[]) =>
    Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));
  return {
    zonesOf: async (ids) => all(await query("ec2", "DescribeSubnets", numbered("SubnetId", ids)), "availabilityZone"),
    createSecurityGroup: async (subnet, name) => {
      const [vpcId = ""] = all(await query("ec2", "DescribeSubnets", { "SubnetId.1": subnet }), "vpcId");
      const made = await query("ec2", "CreateSecurityGroup", { GroupName: name, GroupDescription: name, VpcId: vpcId });
      return { groupId: all(made, "groupId")[0] ?? "", vpcId };
    },
    deleteSecurityGroup: async (groupId) => {
      await query("ec2", "DeleteSecurityGroup", { GroupId: groupId });
    },
    policiesOf: async (roleArn) => {
      const RoleName = roleArn.split("/").at(-1) ?? "";
      const attached = await query("iam", "ListAttachedRolePolicies", { RoleName });
      if (attached.includes("NoSuchEntity")) return undefined;
      const inline = all(await query("iam", "ListRolePolicies", { RoleName }), "member");
      return [...all(attached, "PolicyName"), ...inline.map((name) => `inline:${name}`)];
    },
    keyOfLogGroup: async (name) => {
      const { logGroups = [] } = await json("logs", "Logs_20140328.DescribeLogGroups", { logGroupNamePrefix: name });
      const [group] = logGroups as { logGroupName: string; kmsKeyId?: string }[];
      return group?.kmsKeyId;
    },
    defaultVpcId: async () =>
      all(await query("ec2", "DescribeVpcs", { "Filter.1.Name": "is-default", "Filter.1.Value.1": "true" }), "vpcId")[0] ?? "",
    left: async () => {
      const networks = await query("ec2", "DescribeVpcs", { "Filter.1.Name": "is-default", "Filter.1.Value.1": "false" });
      const groups = await query("ec2", "DescribeSecurityGroups", {});
      const { logGroups = [] } = await json("logs", "Logs_20140328.DescribeLogGroups", {});
      const buckets = await fetch(moto.url, { headers: headers("s3") });
      const files = await fetch(`${moto.url}/2015-02-01/file-systems`, { headers: headers("elasticfilesystem") });
      return [
        ...all(networks, "vpcId"),
        // One belongs to the network that an account begins with.
        ...all(groups, "groupName").filter((name) => name !== "default"),
        ...all(await query("ec2", "DescribeLaunchTemplates", {}), "launchTemplateName"),
        ...all(await query("iam", "ListRoles", {}), "RoleName"),
        ...all(await buckets.text(), "Name"),
        ...(logGroups as { logGroupName: string }[]).map(({ logGroupName }) => logGroupName),
        ...((await files.json()) as { FileSystems: { FileSystemId: string }[] }).FileSystems.map(({ FileSystemId }) => FileSystemId),
      ];
    },
  };
}
