import type { Places } from "../../core/reading/regions";
import type { Touches } from "../../core/reading/unaccounted";

/** Region of a zone; a region stays as it is. */
export const regionOf = (place: string): string => place.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, "$1");

/** Attributes of Google's resources that name a place. Buckets write theirs in capitals. */
export const googlePlaces: Places = {
  terraformProvider: "google",
  attributes: /^(location|locations|region|regions|zone|zones|node_locations|data_locations|replica_locations|location_id|replica_zones)$/,
  // A URL of a place ends with its name.
  regionOf: (place) => regionOf(place.toLowerCase().replace(/^.*\//, "")),
  byProvider: false,
};

/** Name of a cluster in its resource id. */
export const clusterIn = (id: string) => /\/clusters\/([^/]+)$/.exec(id)?.[1] ?? id;

const chosenByGoogle = { en: "Google chooses where it is kept", nl: "Google kiest waar het staat" };

/** Types of Google Cloud that create nodes, or that keep data where Google chooses. */
export const googleTouches: Touches = [
  [/^google_container_node_pool$/, { subjects: ["nodes"], cluster: "cluster" }],
  [/^google_compute_(instance|(region_)?instance_group_manager|instance_from_(template|machine_image))$/, { subjects: ["nodes"] }],
  [/^google_compute_(region_)?autoscaler$/, { subjects: ["capacity"] }],
  [
    /^google_secret_manager_secret$/,
    {
      subjects: ["regions"],
      because: chosenByGoogle,
      leaves: "expected",
      when: ({ replication = null }) => JSON.stringify(replication).includes('"auto"'),
    },
  ],
  [/^google_deployment_manager_/, { subjects: ["nodes", "capacity", "control plane", "audit log"] }],
];
