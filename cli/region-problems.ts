import { awsRegions } from "../lib/aws/config/regions";
import { azureRegions } from "../lib/azure/config/regions";
import type { Problem } from "../lib/core/validation/errors";
import { regionProblems, type RegionTable } from "../lib/core/cluster/regions";
import { googleRegions } from "../lib/google/config/regions";
import { regionProblems as ownRegionProblems } from "../lib/talos/config/regions";

const oneOf = (table: RegionTable) => (region: string) => regionProblems(table, region, undefined);

/** What is wrong with a region, told by the tables alone: `npx` brings no bindings, which everything else of a provider needs. */
export const problemsOfRegion: Readonly<Record<string, (region: string) => Problem[]>> = {
  aws: oneOf(awsRegions),
  azure: oneOf(azureRegions),
  google: oneOf(googleRegions),
  // A data centre of one's own is in no table.
  vsphere: (region) => ownRegionProblems(region, undefined),
};
