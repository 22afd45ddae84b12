import type { Places } from "../../core/reading/regions";
import type { Touches } from "../../core/reading/unaccounted";

/** Attributes of AWS' resources that name a place. A zone is in its region. */
export const awsPlaces: Places = {
  terraformProvider: "aws",
  attributes: /^(region|regions|.+_region|.+_regions|region_name|availability_zones?|availability_zone_name)$/,
  regionOf: (place) => /^([a-z]+(?:-[a-z]+)+-\d)[a-z]?$/.exec(place)?.[1],
  ownBackend: "s3",
  byProvider: true,
};

const sizes = { en: "it changes the number of nodes at set times", nl: "het wijzigt het aantal nodes op vaste tijden" };

/** Types of AWS that create nodes, or change how many there are. */
export const awsTouches: Touches = [
  [/^aws_eks_node_group$/, { subjects: ["nodes"], cluster: "cluster_name" }],
  [
    /^aws_eks_fargate_profile$/,
    {
      subjects: ["nodes"],
      cluster: "cluster_name",
      because: { en: "Fargate adds a node for each pod", nl: "Fargate voegt voor elke pod een node toe" },
      leaves: "expected",
    },
  ],
  [/^aws_(autoscaling_group|instance|spot_instance_request|spot_fleet_request|ec2_fleet)$/, { subjects: ["nodes"] }],
  [/^aws_(autoscaling|autoscalingplans|appautoscaling)_/, { subjects: ["capacity"], because: sizes }],
  // These create whatever their text asks for.
  [
    /^(awscc_|aws_cloudcontrolapi_|aws_cloudformation_|aws_servicecatalog_)/,
    { subjects: ["nodes", "capacity", "control plane", "audit log"] },
  ],
];
