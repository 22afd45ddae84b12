import type { HavenCluster } from "../core/cluster/cluster";
import { isOn } from "./component";
import type { BaselineConfig } from "./config";

/** Findings that refuse nothing and still deserve a look. */
export function baselineWarnings(config: BaselineConfig, cluster: HavenCluster): string[] {
  return [
    imagesWarning(config, cluster),
    letsEncryptWarning(config, cluster),
    nameserversWarning(config, cluster),
    gatewayApiWarning(config, cluster),
    watchdogWarning(config),
  ].filter((warning) => warning !== undefined);
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

/** cert-manager asks a zone's own name servers whether a record has arrived, and waits without a message while it gets no answer. */
function nameserversWarning({ certificates }: BaselineConfig, { dns, reachesInternet = true, reachesNameServers = true }: HavenCluster) {
  if (!isOn(certificates) || dns === undefined || !reachesInternet || reachesNameServers) return undefined;
  const { challenge = "dns", letsEncrypt = true, authorities = [], nameservers } = { ...certificates };
  const isUsed = challenge === "dns" && (letsEncrypt || authorities.some(({ type }) => type === "acme"));
  return isUsed && nameservers === undefined
    ? `certificates are signed after cert-manager has asked the public name servers of ${dns.zone} on port 53 (UDP and TCP), and this network has DNS servers or a firewall of its own; let port 53 out, or name servers that answer for the zone as the internet sees it in certificates.nameservers (docs/baseline.md#certificates)`
    : undefined;
}

/** Traefik 3.7 waits without end for types that Gateway API has since 1.5, and serves none of it until then. Ingress goes on. */
function gatewayApiWarning({ gateway }: BaselineConfig, { platformServices }: HavenCluster): string | undefined {
  if (!isOn(gateway)) return undefined;
  const api = gateway?.gatewayApi;
  const byOthers = api === "platform" || (api === undefined && platformServices.gatewayApi);
  return byOthers
    ? "the gateway serves Gateway API only where its types are of version 1.5 or newer, and which version the platform installs is not known here; look at the annotation gateway.networking.k8s.io/bundle-version of the type tlsroutes.gateway.networking.k8s.io, and use Ingress while it is older (docs/baseline.md#gateway)"
    : undefined;
}

function watchdogWarning({ monitoring }: BaselineConfig): string | undefined {
  const { email, webhook, watchdog } = monitoring?.alerts ?? {};
  return (email ?? webhook) !== undefined && watchdog === undefined
    ? "nobody notices when alerting itself stops; name a service outside that waits for a call every five minutes in monitoring.alerts.watchdog (docs/baseline.md#alerts)"
    : undefined;
}
