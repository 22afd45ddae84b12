import type { HavenCluster } from "../core/cluster/cluster";
import { isOn } from "./component";
import type { BaselineConfig } from "./config";

/** What isn't refused and still deserves a look. */
export function baselineWarnings(config: BaselineConfig, cluster: HavenCluster): string[] {
  return [imagesWarning(config, cluster), letsEncryptWarning(config, cluster)].filter((warning) => warning !== undefined);
}

function imagesWarning({ charts }: BaselineConfig, { reachesInternet = true }: HavenCluster): string | undefined {
  return reachesInternet || charts?.registry !== undefined
    ? undefined
    : "nothing leaves the network, and the baseline's images come from the internet: its pods never start; name a registry inside in charts.registry (docs/baseline.md#closed-networks)";
}

function letsEncryptWarning(
  { certificates, gateway }: BaselineConfig,
  { dns, loadBalancer, reachesInternet = true }: HavenCluster,
): string | undefined {
  const { challenge, letsEncrypt = true } = isOn(certificates) ? { ...certificates } : { letsEncrypt: false };
  if (!letsEncrypt) return undefined;
  if (!reachesInternet) {
    return "nothing leaves the network, and Let's Encrypt is outside: its issuers never sign; set certificates: { letsEncrypt: false }, and name an authority inside (docs/baseline.md#certificates)";
  }
  // `http`, written by a person, says that the authority reaches the gateway, by a proxy in front of it for one.
  return challenge === undefined && dns === undefined && isOn(gateway) && loadBalancer.exposure === "internal"
    ? "the issuers of Let's Encrypt can't sign yet: the gateway is internal, and there is no zone to prove names in; give the cluster dns, or name an authority that signs without (docs/baseline.md#certificates)"
    : undefined;
}
