import type { Problem } from "../../core/validation/errors";
import { partitionOf } from "./regions";

/** Problems of an ARN: its service, resource, partition and region. Without a region, only service and resource are checked. */
export function arnProblems(path: string, arn: string, { service, resource, example, region, global = false }: ArnForm): Problem[] {
  const [, partition = "", of = "", where = "", , what = ""] = /^arn:([^:]+):([^:]+):([^:]*):(\d{12}|aws)?:(.+)$/.exec(arn) ?? [];
  if (of !== service || !resource.test(what)) {
    return [
      { path, message: `must be an ARN such as arn:${region === undefined ? "aws" : partitionOf(region).name}:${example}, got "${arn}"` },
    ];
  }
  if (region === undefined) return [];
  const expected = partitionOf(region).name;
  if (partition !== expected)
    return [{ path, message: `${arn} is in the partition ${partition}; it must be in ${expected}, the partition of ${region}` }];
  return global || where === region ? [] : [{ path, message: `must be in ${region}, got ${arn} in ${where}` }];
}

/** Form that an ARN must have. */
export interface ArnForm {
  /** Service in the ARN, for example `kms`. */
  readonly service: string;
  /** Pattern of the last part, which names the resource. */
  readonly resource: RegExp;
  /** Example for messages, without `arn:<partition>:`. */
  readonly example: string;
  /** Region of the cluster. The resource must be in it, or only in its partition when `global` is true. */
  readonly region: string | undefined;
  /** Whether the resource belongs to no region. @default false */
  readonly global?: boolean;
}
