import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { parse } from "yaml";
import type { ExecAccess } from "../../../lib/core/cluster/kubernetes-access";

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } }];
  readonly users: readonly [{ readonly user: Readonly<Record<string, string>> }];
}

export interface KubernetesResource {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [key: string]: unknown;
}

/** The API server of a kubeconfig. */
export class ApiServer {
  readonly access: ExecAccess;
  private readonly tls: { readonly ca: string; readonly cert?: string; readonly key?: string };
  private readonly token: string | undefined;

  constructor(kubeconfig: string) {
    const {
      clusters: [{ cluster }],
      users: [{ user }],
    } = parse(readFileSync(kubeconfig, "utf8")) as Kubeconfig;
    const decoded = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text, "base64").toString());
    const ca = decoded(cluster["certificate-authority-data"]) ?? "";
    this.tls = { ca, cert: decoded(user["client-certificate-data"]), key: decoded(user["client-key-data"]) };
    this.token = user.token;
    this.access = {
      host: cluster.server,
      clusterCaCertificate: ca,
      exec: {
        apiVersion: "client.authentication.k8s.io/v1beta1",
        command: process.execPath,
        args: [join(__dirname, "exec-credential.mjs"), kubeconfig],
      },
    };
  }

  async list(path: string): Promise<readonly KubernetesResource[]> {
    const { items = [] } = (await this.call("GET", path)) as { items?: readonly KubernetesResource[] };
    return items;
  }

  create(path: string, object: object): Promise<unknown> {
    return this.call("POST", path, object);
  }

  /** Changes what is named, and leaves the rest. */
  patch(path: string, object: object): Promise<unknown> {
    return this.call("PATCH", path, object, "application/merge-patch+json");
  }

  /** Nothing happens when it isn't there. */
  async remove(path: string): Promise<void> {
    await this.call("DELETE", path);
  }

  private call(method: string, path: string, body?: object, type = "application/json"): Promise<unknown> {
    const headers = {
      "content-type": type,
      ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
    };
    return new Promise((done, fail) => {
      const sent = request(new URL(path, this.access.host), { method, headers, ...this.tls }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        answer.on("end", () => {
          done(JSON.parse(text));
        });
      });
      sent.on("error", fail);
      sent.end(body && JSON.stringify(body));
    });
  }
}
