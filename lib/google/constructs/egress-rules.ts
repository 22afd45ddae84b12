import { ComputeFirewall, type ComputeFirewallConfig } from "@cdktf/provider-google/lib/compute-firewall";
import type { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AddressPlan, SecondaryRanges } from "../config/address-plan";
import type { GoogleEgressRules } from "../config/egress-rules";
import type { GooglePartProps } from "../config/part";

export interface Surroundings {
  readonly network: ComputeNetwork;
  readonly plan: AddressPlan;
  readonly secondary: SecondaryRanges;
  readonly nodeTag: string;
}

/** Google's services at addresses that are routed inside Google only (VPC docs, restricted.googleapis.com). */
const restrictedAddresses = { cidr: "199.36.153.4/30", each: ["199.36.153.4", "199.36.153.5", "199.36.153.6", "199.36.153.7"] };

/** GKE's own rules are all about traffic that comes in: without these the way out is open. */
export function denyEgress(
  scope: Construct,
  { allowedCidrs }: GoogleEgressRules,
  { network, plan, secondary, nodeTag }: Surroundings,
  props: GooglePartProps,
): readonly ITerraformDependable[] {
  const { name, projectId: project } = props;
  const rule = (purpose: string, destinationRanges: readonly string[], config: Partial<ComputeFirewallConfig>) =>
    new ComputeFirewall(scope, purpose, {
      name: resourceName(name, purpose, 63),
      project,
      network: network.id,
      direction: "EGRESS",
      targetTags: [nodeTag],
      destinationRanges: [...destinationRanges],
      ...config,
    });
  const inside = [plan.network, secondary.podCidr, secondary.serviceCidr];
  return [
    // Names and identities come from 169.254.169.254, which no rule can close.
    rule("egress-inside", inside, { priority: 1000, allow: [{ protocol: "all" }] }),
    rule("egress-google", [restrictedAddresses.cidr], { priority: 1000, allow: [{ protocol: "tcp", ports: ["443"] }] }),
    rule("egress-allowed", allowedCidrs, { priority: 1000, allow: [{ protocol: "all" }] }),
    rule("egress-denied", ["0.0.0.0/0"], {
      priority: 65534,
      deny: [{ protocol: "all" }],
      logConfig: { metadata: "INCLUDE_ALL_METADATA" },
    }),
    ...["googleapis.com", "gcr.io", "pkg.dev"].flatMap((domain) => restrictedZone(scope, domain, network, props)),
  ];
}

/** Answers the names of Google's services with those addresses. */
function restrictedZone(
  scope: Construct,
  domain: string,
  network: ComputeNetwork,
  { name, projectId: project, tags }: GooglePartProps,
): readonly ITerraformDependable[] {
  const id = domain.replaceAll(".", "-");
  const zone = new DnsManagedZone(scope, `zone-${id}`, {
    name: resourceName(name, id, 63),
    description: "Google's services, inside Google only",
    project,
    dnsName: `${domain}.`,
    visibility: "private",
    privateVisibilityConfig: { networks: [{ networkUrl: network.id }] },
    labels: { ...tags },
  });
  const record = (purpose: string, type: string, recordName: string, rrdatas: string[]) =>
    new DnsRecordSet(scope, `${purpose}-${id}`, { project, managedZone: zone.name, name: recordName, type, ttl: 300, rrdatas });
  const address = record("addresses", "A", `${domain === "googleapis.com" ? "restricted." : ""}${domain}.`, restrictedAddresses.each);
  return [address, record("names", "CNAME", `*.${domain}.`, [address.name])];
}
