import type { TalosConfig } from "../config/talos";
import { document, type KindDocument } from "./documents";

/** What machines need where the internet is behind something, or isn't there. */
export function closedNetwork(
  { registryMirrors = {}, trustedCertificates, proxy }: TalosConfig,
  own: readonly string[],
): readonly KindDocument[] {
  return [
    ...Object.entries(registryMirrors).map(([name, endpoints]) =>
      // The path of a mirror is the whole path; asking the registry itself after all would only wait for a time-out.
      document("RegistryMirrorConfig", {
        name,
        endpoints: endpoints.map((url) => ({ url, ...(hasPath(url) && { overridePath: true }) })),
        skipFallback: true,
      }),
    ),
    ...(trustedCertificates === undefined
      ? []
      : [document("TrustedRootsConfig", { name: "own", certificates: trustedCertificates.trimEnd() + "\n" })]),
    ...(proxy === undefined
      ? []
      : [
          document("EnvironmentConfig", {
            variables: {
              http_proxy: proxy.url,
              https_proxy: proxy.url,
              no_proxy: ["localhost", "127.0.0.1", ".svc", ".cluster.local", ...own, ...(proxy.except ?? [])].join(","),
            },
          }),
        ]),
  ];
}

const hasPath = (url: string) => /^https?:\/\/[^/]+\/./.test(url);
