import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProxy } from "../proxy";
import { loopbackCertificate } from "../../support/tls";
import { answer } from "./google-api";
import { type Answer, type Call, GoogleStore, type JsonObject } from "./google-store";

/** Google Cloud on loopback: what was made is kept and read back, and GKE refuses what the real one does. */
export interface Google {
  readonly store: GoogleStore;
  /** What Terraform's environment must say. */
  readonly env: Readonly<Record<string, string>>;
  /** `METHOD service/path status`, in the order of arrival. */
  readonly requests: readonly string[];
  readonly stop: () => Promise<void>;
}

const domains = ["googleapis.com"];

export async function startGoogle(): Promise<Google> {
  const folder = await mkdtemp(join(tmpdir(), "haven-google-api-"));
  const certificate = await loopbackCertificate(folder, domains);
  const store = new GoogleStore();
  const requests: string[] = [];
  const server = createSecureServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    // A request breaks off when a provider is killed, which is no failure of the test.
    serve(request, response, store, requests).catch(() => response.destroy());
  });
  const port = await listen(server);
  // Google's own programs ask this one where they run; nobody answers here.
  const proxy = await startProxy(port, domains);
  return {
    store,
    requests,
    env: {
      GOOGLE_OAUTH_ACCESS_TOKEN: "loopback",
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      NO_PROXY: "localhost,127.0.0.1",
      SSL_CERT_FILE: certificate.caFile,
      SSL_CERT_DIR: "/nonexistent",
    },
    stop: async () => {
      await proxy.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function serve(request: IncomingMessage, response: ServerResponse, store: GoogleStore, requests: string[]): Promise<void> {
  const url = new URL(`https://${request.headers.host ?? ""}${request.url ?? "/"}`);
  const service = url.hostname.split(".")[0] ?? "";
  const path = decodeURIComponent(url.pathname).replace(/^\/(compute\/|storage\/|dns\/)?v\d\w*\//, "");
  const method = request.method ?? "GET";
  const { status, body } = guarded({ method, service, path, query: url.searchParams, body: await read(request) }, store);
  requests.push(`${method} ${service}/${path} ${status}`);
  response.writeHead(status, { "Content-Type": "application/json" }).end(status === 204 ? undefined : JSON.stringify(body));
}

/** A bug in this server must not look like Google being slow: the provider would go on asking. */
function guarded(call: Call, store: GoogleStore): Answer {
  try {
    return answer(call, store);
  } catch (error) {
    return store.refuse(400, `bug in the test's server at ${call.method} ${call.service}/${call.path}: ${String(error)}`);
  }
}

async function read(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text.startsWith("{") ? (JSON.parse(text) as JsonObject) : {};
}
