import { awsRegions } from "../lib/aws/regions";
import { azureRegions } from "../lib/azure/regions";
import type { Problem } from "../lib/core/errors";
import { regionProblems, type RegionTable } from "../lib/core/regions";
import { googleRegions } from "../lib/google/regions";
import { regionProblems as ownRegionProblems } from "../lib/vsphere/regions";

const oneOf = (table: RegionTable) => (region: string) => regionProblems(table, region, undefined);

/** What is wrong with a region, told by the tables alone: `npx` brings no bindings, which everything else of a provider needs. */
export const problemsOfRegion: Readonly<Record<string, (region: string) => Problem[]>> = {
  aws: oneOf(awsRegions),
  azure: oneOf(azureRegions),
  google: oneOf(googleRegions),
  // A data centre of one's own is in no table.
  vsphere: (region) => ownRegionProblems(region, undefined),
};
