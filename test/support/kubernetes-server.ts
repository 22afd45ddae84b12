import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loopbackCertificate } from "./tls";

/** Answers a request by itself, or leaves it without an answer. */
export type Answer = (response: ServerResponse, url: URL) => void;

export interface KubernetesServer {
  /** A kubeconfig that leads to it. */
  readonly kubeconfig: (user?: object) => string;
  readonly address: string;
  /** Every request, `GET /api/v1/nodes`. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

/** An API server that lists what it is told to, and answers 404 for the rest. */
export async function startKubernetes(answers: Readonly<Record<string, object | Answer>>): Promise<KubernetesServer> {
  const asked: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "haven-kubernetes-"));
  const { key, cert, caFile } = await loopbackCertificate(folder, []);
  const authority = readFileSync(caFile).toString("base64");
  rmSync(folder, { recursive: true });
  const server = createServer({ key, cert }, ({ url: path = "/", method = "" }, response) => {
    const url = new URL(path, "http://server.example");
    asked.push(`${method} ${url.pathname}`);
    const answer = answers[url.pathname] ?? status(404);
    if (typeof answer === "function") (answer as Answer)(response, url);
    else send(response, 200, answer);
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    asked,
    kubeconfig: (user) => kubeconfig(address, user, authority),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export const status =
  (code: number): Answer =>
  (response) => {
    send(response, code, { kind: "Status", status: "Failure", code });
  };

export const silence: Answer = () => undefined;

export function send(response: ServerResponse, code: number, body: object | string): void {
  const [type, text] = typeof body === "string" ? ["text/html", body] : ["application/json", JSON.stringify(body)];
  response.writeHead(code, { "content-type": type }).end(text);
}

export function kubeconfig(server: string, user: object = { token: "not-a-secret" }, authority?: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "here",
    contexts: [{ name: "here", context: { cluster: "here", user: "me" } }],
    clusters: [{ name: "here", cluster: { server, "certificate-authority-data": authority } }],
    users: [{ name: "me", user }],
  });
}
