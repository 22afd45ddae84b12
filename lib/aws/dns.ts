import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterDns } from "../core/cluster";
import { problemsIn, rejectProblems, type Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literals } from "../core/literals";
import type { WorkloadIdentity } from "../core/storage";
import type { Statement } from "./iam";
import type { AwsPartProps } from "./part-props";
import { requireAws } from "./provider";
import { partitionOf } from "./regions";
import { workloadIdentity } from "./workload-identity";

export interface AwsDnsConfig {
  /**
   * Id of the public zone of Route 53 that applications have their names in, for example `Z0123456789ABCDEFGHIJ`. cert-manager proves with
   * records in it that the names are yours.
   */
  readonly hostedZoneId: string;

  /** Name of that zone, for example `apps.gemeente.example`. */
  readonly zone: string;

  /**
   * Lets external-dns write the names of applications too; the baseline's `externalDns` installs it.
   *
   * @default false
   */
  readonly records?: boolean;
}

export interface AwsDnsProps extends AwsPartProps, AwsDnsConfig {
  /** Name of the cluster as its resource says it, so that identities wait for it. */
  readonly clusterName: string;
}

/** The right to write records in a zone that was there before, for cert-manager alone. */
export class AwsDns extends Construct implements ClusterDns {
  readonly zone: string;
  readonly certificates: WorkloadIdentity;
  readonly solver: ClusterDns["solver"];
  readonly records?: ClusterDns["records"];
  /** What a certificate waits for. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsDnsProps) {
    super(scope, id);
    rejectProblems(this.node.path, problemsIn("dns", dnsProblems(props)));
    requireAws(this);
    const { hostedZoneId, zone, region } = props;
    const partition = partitionOf(region).name;
    const own = `arn:${partition}:route53:::hostedzone/${hostedZoneId}`;
    const look: Statement[] = [
      { Effect: "Allow", Action: ["route53:ListResourceRecordSets"], Resource: [own] },
      { Effect: "Allow", Action: ["route53:GetChange"], Resource: [`arn:${partition}:route53:::change/*`] },
    ];
    const write = { Effect: "Allow", Action: ["route53:ChangeResourceRecordSets"], Resource: [own] } as const;
    const proofs = { "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] } };
    const certificates = workloadIdentity(this, "certificates", { statements: [...look, { ...write, Condition: proofs }] }, props);
    this.zone = zone;
    this.certificates = certificates.workload;
    this.solver = { route53: { region, hostedZoneID: hostedZoneId } };
    const records = props.records
      ? workloadIdentity(
          this,
          "dns",
          {
            statements: [
              ...look,
              write,
              { Effect: "Allow", Action: ["route53:ListHostedZones", "route53:ListTagsForResource"], Resource: ["*"] },
            ],
          },
          props,
        )
      : undefined;
    if (records) {
      this.records = {
        identity: records.workload,
        values: {
          provider: { name: "aws" },
          env: [{ name: "AWS_DEFAULT_REGION", value: region }],
          extraArgs: ["--aws-zone-type=public", `--zone-id-filter=${hostedZoneId}`],
        },
      };
    }
    this.ready = [...certificates.ready, ...(records?.ready ?? [])];
  }
}

export function dnsProblems(given: Incomplete<AwsDnsConfig>): Problem[] {
  const { hostedZoneId, zone } = literals<AwsDnsConfig>(given);
  return [
    ...(hostedZoneId === undefined || /^Z[A-Z0-9]{7,31}$/.test(hostedZoneId)
      ? []
      : [{ path: "dns.hostedZoneId", message: `"${hostedZoneId}" is not the id of a zone such as Z0123456789ABCDEFGHIJ` }]),
    ...(zone === undefined || /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(zone)
      ? []
      : [{ path: "dns.zone", message: `"${zone}" is not the name of a zone such as apps.gemeente.example` }]),
  ];
}
