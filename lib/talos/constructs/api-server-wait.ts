import { type ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export interface ApiServerWaitConfig {
  /** URL of the Kubernetes API. */
  readonly endpoint: string;
  /** Of the bootstrap: another one is another API. */
  readonly bootstrapId: string;
  readonly dependsOn: ITerraformDependable[];
}

/** Ten seconds for each of ninety questions at the most. */
const patience = "--silent --output /dev/null --connect-timeout 5 --max-time 5 --retry 90 --retry-delay 5 --retry-all-errors";

/**
 * Waits until the API server answers. The bootstrap ends when etcd was told to start, minutes before there is an API, and neither the
 * kubernetes nor the helm provider asks twice. Talos' own check waits for nodes that only a network makes ready.
 */
export class ApiServerWait extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: ApiServerWaitConfig,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      dependsOn: config.dependsOn,
      // Nothing is sent and nothing is believed, so nobody's certificate is looked at; "not allowed" is an answer as well.
      provisioners: [{ type: "local-exec", command: `curl --insecure ${patience} ${config.endpoint}/livez` }],
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: [this.config.bootstrapId] };
  }
}
