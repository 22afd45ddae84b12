/** What Talos is told whatever it runs on. Plain data: a YAML file may hold all of it. */
export interface TalosConfig {
  /**
   * Release of Talos that the image has, exact. A change upgrades nothing by itself: see the page on upgrades.
   *
   * @default v1.13.9
   */
  readonly version?: string;

  /**
   * How a machine gets its configuration. `guestinfo`: beside the machine, where anything that runs on the machine, and whoever may read
   * the machine in vCenter, can read it. `api`: over the network at its first start, from whoever runs Terraform.
   *
   * @default guestinfo
   */
  readonly delivery?: "guestinfo" | "api";

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
   */
  readonly imageFactory?: string;

  /**
   * Id of the Image Factory schematic, 64 hexadecimal characters. It must have the extension `siderolabs/vmtoolsd-guest-agent`.
   *
   * @default the schematic with that extension and nothing else
   */
  readonly schematicId?: string;

  /**
   * Registries that stand in for others: `docker.io: [https://registry.gemeente.example/v2/docker.io]`. With one, the registry itself is
   * never asked.
   *
   * @default none
   */
  readonly registryMirrors?: Readonly<Record<string, readonly string[]>>;

  /** Certificate authorities that machines trust beside the public ones, in PEM, for example of a proxy or a registry. @default none */
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

export interface TalosProxy {
  /** Address of the proxy, without a name or password in it. */
  readonly url: string;
  /** Names and ranges that are reached without it. The cluster's own ranges and the API's name are among them already. @default none */
  readonly except?: readonly string[];
}
