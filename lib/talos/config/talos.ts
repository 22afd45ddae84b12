import { isServerUrl } from "../../core/addresses/server-url";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { talosContract } from "./defaults";

/** What Talos is told whatever it runs on. Plain data: a YAML file may hold all of it. */
export interface TalosConfig {
  /**
   * Release of Talos that the image has, exact. A change upgrades nothing by itself: see the page on upgrades.
   *
   * @default v1.13.9
   */
  readonly version?: string;

  /**
   * How machines find each other beside the API's address.
   *
   * @default none: nothing is told to a service outside your network
   */
  readonly discovery?: TalosDiscovery;

  /**
   * Image Factory that upgrades come from, without https://; one of your own in a closed network.
   *
   * @default factory.talos.dev
   * @pattern ^[a-z0-9.-]+(:\d+)?(/[\w./-]+)?$
   * @form the name of a registry, without https://
   */
  readonly imageFactory?: string;

  /**
   * Id of the Image Factory schematic. It must have the extensions that the machines' platform needs.
   *
   * @default the schematic with those extensions and nothing else
   * @pattern ^[0-9a-f]{64}$
   * @form the id of a schematic: 64 hexadecimal characters
   */
  readonly schematicId?: string;

  /**
   * Registries that stand in for others: `docker.io: [https://registry.gemeente.example/v2/docker.io]`. With one, the registry itself is
   * never asked.
   *
   * @default none
   */
  readonly registryMirrors?: Readonly<Record<string, readonly string[]>>;

  /**
   * Certificate authorities that machines trust beside the public ones, in PEM, for example of a proxy or a registry.
   *
   * @default none
   * @pattern -----BEGIN CERTIFICATE-----
   * @form certificates in PEM: -----BEGIN CERTIFICATE-----
   */
  readonly trustedCertificates?: string;

  /** Proxy that machines reach the internet through. @default none */
  readonly proxy?: TalosProxy;
}

/** @discriminator mode */
export type TalosDiscovery = NoDiscovery | PublicDiscovery | OwnDiscovery;

/** Machines know the address of the API only. */
export interface NoDiscovery {
  readonly mode: "none";
}

/** Sidero's service on the internet; it keeps encrypted records, and sees your addresses. */
export interface PublicDiscovery {
  readonly mode: "public";
}

/** A discovery service of your own. */
export interface OwnDiscovery {
  readonly mode: "own";
  /** Its address. @pattern ^https://.+ */
  readonly url: string;
}

/**
 * A name or range that is reached without the proxy.
 *
 * @pattern ^[^\s,]+$
 * @form one name or range, such as .gemeente.example
 */
type ProxyException = string;

export interface TalosProxy {
  /** Address of the proxy, without a name or password in it. */
  readonly url: string;
  /** Names and ranges that are reached without it. The cluster's own ranges and the API's name are among them already. @default none */
  readonly except?: readonly ProxyException[];
}

/** What Talos would refuse, or what would leave machines that never answer. */
export function talosProblems(given: Incomplete<TalosConfig>): Problem[] {
  const { version, registryMirrors = {}, proxy } = literals<TalosConfig>(given);
  return [
    ...(version === undefined || (version.startsWith(`${talosContract}.`) && /^v\d+\.\d+\.\d+$/.test(version))
      ? []
      : [
          {
            path: "talos.version",
            message: `"${version}" is not a release of ${talosContract}, such as ${talosContract}.3; this version of the library writes configuration for no other`,
          },
        ]),
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
    ...(proxy?.url === undefined || isServerUrl(proxy.url, ["http", "https"])
      ? []
      : [{ path: "talos.proxy.url", message: `"${proxy.url}" is not the address of a proxy, without a name or password` }]),
  ];
}

const notARegistry = (name: string): Problem => ({
  path: `talos.registryMirrors.${name}`,
  message: `"${name}" is not the name of a registry, such as docker.io, without https:// and without a path`,
});
