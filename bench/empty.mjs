// An app with nothing in it: what Node and cdktf cost by themselves.
import { createRequire } from "node:module";
import { argv } from "node:process";

const { App, TerraformStack } = createRequire(import.meta.url)("cdktf");
const app = new App({ outdir: argv[2] });
new TerraformStack(app, "empty");
app.synth();
