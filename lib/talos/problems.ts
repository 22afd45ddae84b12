import type { Problem } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import { literals } from "../core/validation/literals";
import type { TalosConfig } from "./config";
import { isServerUrl } from "../core/addresses/server-url";
import { talosContract } from "./defaults";

/** guestinfo takes 64 KiB; the rest of a control plane's configuration, in base64, is well below 20. */
const mostCertificates = 30_000;

/** What Talos would refuse, or what would leave machines that never answer. */
export function talosProblems(given: Incomplete<TalosConfig>): Problem[] {
  const { version, schematicId, imageFactory, registryMirrors = {}, trustedCertificates, proxy, delivery } = literals<TalosConfig>(given);
  return [
    ...(version === undefined || (version.startsWith(`${talosContract}.`) && /^v\d+\.\d+\.\d+$/.test(version))
      ? []
      : [
          {
            path: "talos.version",
            message: `"${version}" is not a release of ${talosContract}, such as ${talosContract}.3; this version of the library writes configuration for no other`,
          },
        ]),
    ...(schematicId === undefined || /^[0-9a-f]{64}$/.test(schematicId)
      ? []
      : [{ path: "talos.schematicId", message: `"${schematicId}" is not the id of a schematic: 64 hexadecimal characters` }]),
    ...(imageFactory === undefined || /^[a-z0-9.-]+(:\d+)?(\/[\w./-]+)?$/.test(imageFactory)
      ? []
      : [{ path: "talos.imageFactory", message: `"${imageFactory}" is not the name of a registry, without https://` }]),
    ...Object.entries(registryMirrors).flatMap(([name, endpoints]) => [
      ...(endpoints.length === 0 ? [{ path: `talos.registryMirrors.${name}`, message: "is empty" }] : []),
      ...(name === "*" || isServerUrl(`https://${name}`) ? [] : [notARegistry(name)]),
      ...endpoints
        .filter((url) => !isServerUrl(url.replace(/^([a-z]+:\/\/[^/]*)\/\S*$/, "$1"), ["https", "http"]))
        .map((url) => ({
          path: `talos.registryMirrors.${name}`,
          message: `"${url}" is not the address of a registry, with https:// and without a password`,
        })),
    ]),
    ...(trustedCertificates === undefined || /-----BEGIN CERTIFICATE-----/.test(trustedCertificates)
      ? []
      : [{ path: "talos.trustedCertificates", message: "holds no certificate in PEM: -----BEGIN CERTIFICATE-----" }]),
    ...(delivery !== "api" && (trustedCertificates?.length ?? 0) > mostCertificates
      ? [
          {
            path: "talos.trustedCertificates",
            message: `are ${trustedCertificates?.length ?? 0} characters; VMware's guestinfo has no room for more than ${mostCertificates}`,
            hint: "name only the authorities that machines need, or set talos.delivery: api",
          },
        ]
      : []),
    ...(proxy?.url === undefined || isServerUrl(proxy.url, ["http", "https"])
      ? []
      : [{ path: "talos.proxy.url", message: `"${proxy.url}" is not the address of a proxy, without a name or password` }]),
    ...(proxy?.except ?? []).flatMap((name, index) =>
      /^[^\s,]+$/.test(name)
        ? []
        : [{ path: `talos.proxy.except[${index}]`, message: `"${name}" is not one name or range, such as .gemeente.example` }],
    ),
  ];
}

const notARegistry = (name: string): Problem => ({
  path: `talos.registryMirrors.${name}`,
  message: `"${name}" is not the name of a registry, such as docker.io, without https:// and without a path`,
});
