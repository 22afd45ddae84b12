import { App } from "cdktf";
import { reportCompliance } from "haven-cdktf/compliance";
import { Zaakplatform } from "./stack";

const app = new App();
reportCompliance(app, { failOn: ["failed"] });
new Zaakplatform(app, "zaken-prod");
app.synth();
