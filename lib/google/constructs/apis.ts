import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Fn, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { services } from "../config/defaults";
import { requireGoogle } from "./required-provider";
import { rejectPart } from "../../core/schema/check";
import { googleSchema } from "../config/schema";

/** The project, and the APIs to enable beside those that every cluster needs. */
export interface GoogleApisProps {
  readonly projectId: string;
  /** More of them than a cluster needs, for example `gkebackup`. */
  readonly also?: readonly string[];
}

/** The APIs that a cluster and its parts call. They stay enabled when it goes: others in the project may call them too. */
export class GoogleApis extends Construct {
  readonly services: readonly ProjectService[];
  /** Id of the project, as a reference: whatever is made in it by this waits until every API is there. */
  readonly projectId: string;

  constructor(scope: Construct, id: string, props: GoogleApisProps) {
    super(scope, id);
    rejectPart(this, googleSchema, props, ["projectId"], () => [], {});
    requireGoogle(this);
    const { projectId, also = [] } = props;
    this.services = [...services, ...also].map(
      (service) =>
        new ProjectService(this, service, {
          project: projectId,
          service: `${service}.googleapis.com`,
          // The provider's default until 7.0 switches an API off under whatever else is in the project.
          disableOnDestroy: false,
        }),
    );
    const ids = this.services.map(({ project }) => project);
    this.projectId = new TerraformLocal(this, "project", Fn.element(ids, 0)).asString;
  }
}
