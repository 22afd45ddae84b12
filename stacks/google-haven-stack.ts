import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { HavenBaseline } from "../lib/baseline/haven-baseline";
import { endpointOf, kubernetesAccess } from "../lib/google/constructs/access";
import { GoogleHavenCluster } from "../lib/google/constructs/haven-cluster";
import type { GoogleHavenClusterProps } from "../lib/google/config/cluster";
import { addBaseline } from "./add-baseline";
import { beginStack } from "./begin-stack";
import { writeContract } from "./contract-outputs";
import type { StackProps } from "./stack-props";

// Its classes take a thirtieth of a synth to load, and only a separate baseline looks the cluster up.
const dataSource = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require("@cdktf/provider-google/lib/data-google-container-cluster") as typeof import("@cdktf/provider-google/lib/data-google-container-cluster");

/** The configuration of a Haven cluster on Google Cloud, and of its stack. */
export interface GoogleHavenStackProps extends GoogleHavenClusterProps, StackProps {}

/** A Haven cluster on Google Cloud with its provider, state and outputs: all that `cdktf deploy` needs. */
export class GoogleHavenStack extends TerraformStack {
  readonly cluster: GoogleHavenCluster;
  readonly baseline: HavenBaseline;

  constructor(scope: Construct, id: string, props: GoogleHavenStackProps) {
    super(scope, id);
    beginStack(this, props);
    useGoogle(this, props);
    this.cluster = new GoogleHavenCluster(this, "cluster", props);
    this.baseline = addBaseline(scope, this, props, this.cluster, (stack) => findCluster(stack, this.cluster, props));
    writeContract(this, this.cluster, this.baseline.contract);
  }
}

function useGoogle(stack: TerraformStack, { projectId, region, universe }: GoogleHavenStackProps): void {
  // Who logs in comes from gcloud or GOOGLE_CREDENTIALS, since that differs by who runs this.
  new GoogleProvider(stack, "google", { project: projectId, region, ...(universe && { universeDomain: universe.domain }) });
}

function findCluster(stack: TerraformStack, { cluster: { resource }, region }: GoogleHavenCluster, props: GoogleHavenStackProps) {
  useGoogle(stack, props);
  const { DataGoogleContainerCluster } = dataSource();
  const found = new DataGoogleContainerCluster(stack, "cluster", { name: resource.name, location: region });
  const addresses = found.privateClusterConfig.get(0);
  return kubernetesAccess(
    endpointOf(props.access, {
      dnsName: found.controlPlaneEndpointsConfig.get(0).dnsEndpointConfig.get(0).endpoint,
      publicAddress: addresses.publicEndpoint,
      privateAddress: addresses.privateEndpoint,
      certificate: found.masterAuth.get(0).clusterCaCertificate,
    }),
  );
}
