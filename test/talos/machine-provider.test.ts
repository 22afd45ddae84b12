import { ConfigurationError } from "../../lib";
import { knownValues } from "../../lib/baseline/values";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { toyCluster, toyProps } from "../support/toy-machines";

/** A provider of machines that uses all of lib/talos, and nothing of vSphere. */
const stack = toyCluster();

test("a cluster on machines of any provider fails no check", () => {
  console.log(JSON.stringify(stack.prediction), JSON.stringify(stack.findings));
  expect(stack.prediction.failed).toEqual([]);
});
