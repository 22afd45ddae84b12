import type { Problem } from "../../core/validation/errors";
import { partitionOf } from "./regions";

/** Whether it is an ARN of a service; `region` is the one that the thing must be in, or that only says the partition. */
export function arnProblems(path: string, arn: string, { service, resource, example, region, global = false }: ArnForm): Problem[] {
  const [, partition = "", of = "", where = "", , what = ""] = /^arn:([^:]+):([^:]+):([^:]*):(\d{12}|aws)?:(.+)$/.exec(arn) ?? [];
  if (of !== service || !resource.test(what)) {
    return [{ path, message: `"${arn}" is not an ARN such as arn:${region === undefined ? "aws" : partitionOf(region).name}:${example}` }];
  }
  if (region === undefined) return [];
  const expected = partitionOf(region).name;
  if (partition !== expected) return [{ path, message: `${arn} is in the partition ${partition}; ${region} is in ${expected}` }];
  return global || where === region ? [] : [{ path, message: `${arn} is in ${where}; it must be in ${region}` }];
}

export interface ArnForm {
  readonly service: string;
  /** What the end must look like. */
  readonly resource: RegExp;
  /** All behind the partition. */
  readonly example: string;
  readonly region: string | undefined;
  /** Things that are in no region. @default false */
  readonly global?: boolean;
}
