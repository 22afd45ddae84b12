import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterDns } from "../../core/cluster/platform";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import type { AwsDnsConfig } from "../config/dns";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";
import type { Statement } from "./iam";
import { beginPart } from "./part";
import { workloadIdentity } from "./workload-identity";

/** The zone, and the cluster whose workloads write in it. */
export interface AwsDnsProps extends AwsPartProps, AwsDnsConfig {
  /** Name of the cluster, as an attribute of its resource, so that identities wait for the cluster. */
  readonly clusterName: string;
}

/** Rights to write records in an existing zone, for cert-manager and, with `records`, for external-dns. */
export class AwsDns extends Construct implements ClusterDns {
  readonly zone: string;
  readonly certificates: WorkloadIdentity;
  readonly solver: ClusterDns["solver"];
  readonly records?: ClusterDns["records"];
  /** Identities and rights that a certificate waits for. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsDnsProps) {
    super(scope, id);
    beginPart(this, props, { under: "dns" });
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
