import { setMaxListeners } from "node:events";
import type * as kubernetes from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { printable, shownFile } from "../../lib/core/text/shown";
import { errorCode } from "../../lib/config/read-file";
import { diskReason } from "../files";
import { Misuse } from "../outcome";

/** Kubernetes' own client, a module that is loaded when it is asked for. */
export type Library = typeof kubernetes;
type KubeConfig = InstanceType<Library["KubeConfig"]>;
type Configuration = ReturnType<Library["createConfiguration"]>;

export interface ClientOptions {
  /** @default `KUBECONFIG`, then `~/.kube/config`, then the service account of the pod that this runs in */
  readonly kubeconfig?: string;
  /** @default the current one */
  readonly context?: string;
  /** For everything together. */
  readonly timeoutSeconds: number;
}

/** The way to one API server. */
export interface Client {
  readonly library: Library;
  /** What makes an API of it: `new library.CoreV1Api(configuration)`. */
  readonly configuration: Configuration;
  /** Waits for an answer until the time is up, and turns what is in the way into a line. */
  readonly answer: <T>(asked: Promise<T>) => Promise<T>;
}

/** Says who it is by the user's own kubeconfig; nothing is asked yet. */
export async function kubernetesClient({ kubeconfig, context, timeoutSeconds }: ClientOptions): Promise<Client> {
  const library = await load();
  const config = loadConfig(library, kubeconfig);
  chooseContext(config, context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new Misuse(`context ${printable(config.getCurrentContext())} names no cluster that the kubeconfig knows`);
  announce(config);
  const time = AbortSignal.timeout(timeoutSeconds * 1000);
  // Every request listens to it, which Node takes for a leak.
  setMaxListeners(0, time);
  const late = new Promise<never>((_, reject) => {
    time.addEventListener("abort", () => {
      reject(new Misuse(`${shownServer(server)} didn't answer within ${timeoutSeconds} seconds (--timeout)`));
    });
  });
  // Nobody may be waiting when it comes.
  late.catch(() => undefined);
  const configuration = library.createConfiguration({
    baseServer: new library.ServerConfiguration(server, {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        pre: (request) => {
          request.setSignal(time);
          return Promise.resolve(request);
        },
        post: (response) => Promise.resolve(response),
      },
    ],
  });
  const answer = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      if (time.aborted) {
        // A login program that waits for a person would keep this process as long as it waits.
        setTimeout(() => process.exit(), 1000).unref();
        return late;
      }
      throw error instanceof library.ApiException && error.code !== 401 ? error : inTheWay(error, shownServer(server), config);
    }
  };
  return { library, configuration, answer };
}

async function load(): Promise<Library> {
  try {
    return await import("@kubernetes/client-node");
  } catch (error) {
    if (errorCode(error) !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Misuse("observe needs Kubernetes' own client: npm install --save-dev @kubernetes/client-node@1");
  }
}

/** What the library takes where there is no kubeconfig at all. */
const nowhere = "http://localhost:8080";

function loadConfig({ KubeConfig }: Library, file: string | undefined): KubeConfig {
  const config = new KubeConfig();
  try {
    if (file === undefined) config.loadFromDefault();
    else config.loadFromFile(file);
  } catch (error) {
    const named = file ?? process.env.KUBECONFIG ?? "~/.kube/config";
    const path = typeof error === "object" && error !== null && "path" in error ? String(error.path) : named;
    // Not the parser's words: they quote the file, and it holds keys.
    throw new Misuse(
      error instanceof Error && "syscall" in error
        ? `kubeconfig ${shownFile(path)} can't be read: ${errorCode(error) === "ENOENT" ? "it isn't there" : diskReason(error)}`
        : `${shownFile(named)} is not a kubeconfig`,
    );
  }
  if (config.getCurrentCluster()?.server === nowhere && file === undefined)
    throw new Misuse("no kubeconfig: name one with --kubeconfig or KUBECONFIG");
  return config;
}

function chooseContext(config: KubeConfig, context: string | undefined): void {
  const names = config.getContexts().map(({ name }) => printable(name));
  if (names.length === 0) throw new Misuse("the kubeconfig has no context");
  if (context !== undefined) config.setCurrentContext(context);
  const current = config.getCurrentContext() as string | undefined;
  if (current && config.getContextObject(current)) return;
  const which = current ? `no context ${printable(current)} in the kubeconfig` : "the kubeconfig has no current context";
  throw new Misuse(`${which}; choose with --context: ${names.slice(0, 20).join(", ")}`);
}

/** What kubectl tells a credential plugin, and the library doesn't: which version it speaks, and that nobody is there to answer it. */
function announce(config: KubeConfig): void {
  const exec: unknown = config.getCurrentUser()?.exec;
  const apiVersion = typeof exec === "object" && exec !== null && "apiVersion" in exec ? exec.apiVersion : undefined;
  if (typeof apiVersion !== "string") return;
  process.env.KUBERNETES_EXEC_INFO ??= JSON.stringify({ apiVersion, kind: "ExecCredential", spec: { interactive: false } });
}

/** Without a name and password, should somebody have put those in it. */
function shownServer(server: string): string {
  try {
    return printable(new URL(server).origin);
  } catch {
    return printable(server);
  }
}

/** Why there is no answer. */
function inTheWay(error: unknown, server: string, config: KubeConfig): Misuse {
  const code = errorCode(error);
  if (code === "401") return new Misuse(`${server} doesn't take the credentials of this kubeconfig; log in again`);
  const plugin: unknown = config.getCurrentUser()?.exec;
  const command = typeof plugin === "object" && plugin !== null && "command" in plugin ? printable(String(plugin.command)) : undefined;
  if (error instanceof Error && "syscall" in error && String(error.syscall).startsWith("spawn"))
    return new Misuse(`${command ?? "the kubeconfig's command"}, which the kubeconfig logs in with, can't be run: ${code}`);
  const known = reasons[code];
  if (known !== undefined) return new Misuse(`${server} can't be reached: ${known}`);
  const [first = ""] = (error instanceof Error ? error.message : String(error)).trim().split("\n");
  const words = printable(first.slice(0, 200)) || "no reason given";
  return error instanceof Error && "type" in error && error.type === "system"
    ? new Misuse(`${server} can't be reached: ${words}`)
    : new Misuse(
        command === undefined
          ? `${server} doesn't answer as an API server does: ${words}`
          : `no way in to ${server} with ${command}: ${words}`,
      );
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut off",
  ENOTFOUND: "no such name; a private API needs a way in (docs/private-api.md)",
  EAI_AGAIN: "its name can't be looked up",
  EHOSTUNREACH: "no route; a private API needs a way in (docs/private-api.md)",
  ENETUNREACH: "no route; a private API needs a way in (docs/private-api.md)",
  ETIMEDOUT: "no answer; a private API needs a way in (docs/private-api.md)",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate isn't signed by the authority in the kubeconfig",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate isn't signed by the authority in the kubeconfig",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate isn't signed by the authority in the kubeconfig",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate isn't signed by the authority in the kubeconfig",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};
