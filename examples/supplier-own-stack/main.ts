import { App } from "cdktf";
import { reportCompliance, synthesizeWithReport } from "haven-cdktf/compliance";
import { Zaakplatform } from "./stack";

const app = new App();
const compliance = reportCompliance(app, { failOn: ["failed"] });
new Zaakplatform(app, "zaken-prod");
process.exitCode = synthesizeWithReport(app, compliance);
