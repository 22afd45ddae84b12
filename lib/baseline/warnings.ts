import type { HavenCluster } from "../core/cluster";
import { isOn } from "./component";
import type { BaselineConfig } from "./config";

/** What isn't refused and still deserves a look. */
export function baselineWarnings({ certificates, gateway }: BaselineConfig, { dns, loadBalancer }: HavenCluster): string[] {
  const { challenge, letsEncrypt = true } = isOn(certificates) ? { ...certificates } : { letsEncrypt: false };
  // `http`, written by a person, says that the authority reaches the gateway, by a proxy in front of it for one.
  return letsEncrypt && challenge === undefined && dns === undefined && isOn(gateway) && loadBalancer.exposure === "internal"
    ? [
        "the issuers of Let's Encrypt can't sign yet: the gateway is internal, and there is no zone to prove names in; give the cluster dns, or name an authority that signs without (docs/baseline.md#certificates)",
      ]
    : [];
}
