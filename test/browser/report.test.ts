import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type App, TerraformStack } from "cdktf";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type Report, type Rule, waive } from "../../lib/compliance";
import { compare } from "../../lib/compliance/compare";
import { renderReport } from "../../lib/compliance/renderers";
import { observe } from "../../lib/observe/observe";
import { AzureHavenStack, type AzureHavenStackProps } from "../../stacks/azure-haven-stack";
import { architecture } from "../support/architecture";
import { FakeCluster } from "../support/fake-cluster";
import { reference } from "../support/reference";
import { reported } from "../support/reported";
import { runningCluster, runningNode } from "../support/running-cluster";
import { chromiumPath } from "./chromium";

const evil = `<img src=x onerror="alert(1)">"><script>alert(2)</script>`;
const own: Rule = {
  id: "OWN-name",
  title: { en: evil, nl: evil },
  bio2: ["8.9"],
  evaluate: () => ({ status: "failed", because: evil, fix: evil, evidence: [] }),
};

/** Something of every status, a refusal, an expired waiver, and markup wherever a person may write. */
const deviating = (app: App) => {
  const cluster = new FakeCluster(new TerraformStack(app, "deviating"), "cluster", {
    name: evil,
    region: evil,
    minNodes: 1,
    architecture: architecture({ egress: { name: evil, details: [evil] } }),
    given: { controlPlane: { redundant: false }, cluster: { environment: "test" }, backend: "local" },
  });
  waive(cluster, { check: "haworkers", reason: `${evil} is enough`, owner: evil, until: "2027-03-01" });
  waive(cluster, { check: "HX-remote-backend", reason: "this one has run out", owner: "team-zaken", until: "2026-01-01" });
};
/** A running cluster that says a script wherever it may say something. */
const observed = (report: Report) => {
  const now = new Date("2026-11-23T12:00:00Z");
  const running = runningCluster({
    version: { value: evil },
    nodes: { value: [runningNode(evil, evil, { region: evil, image: evil, kubelet: evil, externalAddresses: [evil] })] },
    metricsApi: { value: { name: evil, ready: false, message: evil } },
    workloads: { refused: { en: evil, nl: evil } },
  });
  const [predicted] = report.clusters;
  if (!predicted) throw new Error("no cluster");
  return compare(report, predicted, observe(running, { predicted, now, asOf: now }));
};
const good = (app: App) => new AzureHavenStack(app, "azure", reference("azure") as AzureHavenStackProps);

// Run in the page, whose types this project doesn't load. A pool lies over the zones that it spans, so those hold no text of it.
const spillingText = `(() => {
  const svg = document.querySelector("div[lang=nl] > svg");
  const boxes = [...svg.querySelectorAll("rect:not(.zone)")].map((rect) => rect.getBBox());
  return [...svg.querySelectorAll("text")].flatMap((text) => {
    const { x, y, width, height } = text.getBBox();
    const around = boxes.filter((box) => box.x <= x && box.y <= y && box.y + box.height >= y + height && box.x + box.width >= x);
    const smallest = around.sort((a, b) => a.width * a.height - b.width * b.height)[0];
    return smallest && x + width > smallest.x + smallest.width ? [text.textContent] : [];
  });
})()`;

const path = chromiumPath();
if (path === undefined) console.log("skipped: no Chromium found; apt-get install chromium, or set HAVEN_TEST_CHROMIUM");

(path === undefined ? describe.skip : describe)("the report in Chromium", () => {
  let browser: Browser;
  let folder = "";
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "haven-browser-"));
    mkdirSync(join(folder, "clusters"));
    const refused = reported(deviating, { rules: [own], failOn: ["failed"] });
    const fine = reported(good);
    const both = reported((app) => {
      good(app);
      deviating(app);
    });
    writeFileSync(join(folder, "deviating.html"), refused.file("report.html"));
    writeFileSync(join(folder, "azure.html"), fine.file("report.html"));
    writeFileSync(join(folder, "observed.html"), renderReport(observed(fine.report)).get("report.html") ?? "");
    writeFileSync(join(folder, "both.html"), both.file("report.html"));
    writeFileSync(join(folder, "azure.nl.svg"), fine.file("clusters/azure.nl.svg"));
    // Chromium's own sandbox wants rights that root in a container lacks; what it opens here is made here.
    browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  async function open(file: string, hash: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 1000 }, ...options });
    const page = await context.newPage();
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(`${pathToFileURL(join(folder, file)).href}${hash}`);
    return page;
  }

  const seen = (page: Page, text: string) => page.getByText(text).first().isVisible();

  test.each(["azure.html", "deviating.html", "both.html", "observed.html"])("%s has nothing that axe objects to", async (file) => {
    for (const hash of ["#nl", "#en"]) {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [1200, 320]) {
          // The page itself lets no other script in.
          const page = await open(file, hash, { colorScheme, viewport: { width, height: 1000 }, bypassCSP: true });
          await page.evaluate(axe.source);
          const violations = await page.evaluate<string[]>(
            `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join(" | ")))`,
          );
          expect({ hash, colorScheme, width, violations }).toMatchObject({ violations: [] });
          await page.context().close();
        }
      }
    }
  });

  test.each([
    ["named after", "deviating.html", "h2"],
    ["that says", "observed.html", "dd"],
  ])("a cluster %s a script does nothing", async (_, file, where) => {
    const page = await open(file, "#nl");

    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator(where).filter({ hasText: evil }).count()).toBeGreaterThan(0);
  });

  test("the language is in the address, and stays when one follows a link in the page", async () => {
    const page = await open("deviating.html", "#en");
    expect([await page.locator("html").getAttribute("lang"), await seen(page, "Deviations and unknowns")]).toEqual(["en", true]);
    expect(await seen(page, "Afwijkingen en wat onbekend is")).toBe(false);

    await page.locator(".waivers a").first().click();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");

    await page.getByRole("link", { name: "Nederlands" }).click();
    await page.locator("html[lang=nl]").waitFor({ state: "attached" });
    expect(await seen(page, "Afwijkingen en wat onbekend is")).toBe(true);
    expect(page.url()).toMatch(/#nl$/);
  });

  test("without scripts both languages can be read", async () => {
    const shown = async (hash: string) => {
      const page = await open("azure.html", hash, { javaScriptEnabled: false });
      return [await seen(page, "Instellingen"), await seen(page, "Settings")];
    };

    expect(await shown("")).toEqual([true, false]);
    expect(await shown("#en")).toEqual([false, true]);
  });

  test("the first screen has the verdict and the top of the picture", async () => {
    const page = await open("azure.html", "#nl");
    const bottomOf = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox();
      return box ? box.y + box.height : Infinity;
    };

    expect(await bottomOf(".verdict")).toBeLessThan(1000);
    expect((await page.locator("figure svg").first().boundingBox())?.y).toBeLessThan(500);
  });

  test("everything can be reached and opened with the keyboard", async () => {
    const page = await open("azure.html", "#en");
    for (let presses = 0; presses < 10; presses++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate("document.activeElement?.tagName")) === "SUMMARY") break;
    }
    await page.keyboard.press("Enter");

    expect(await page.locator("details[open]").count()).toBe(1);
    expect(await page.locator("details[open] .evidence").isVisible()).toBe(true);
  });

  test.each(["azure.html", "deviating.html", "observed.html"])("%s fits a screen of 320 pixels; only the picture scrolls", async (file) => {
    const page = await open(file, "#nl", { viewport: { width: 320, height: 800 } });

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  });

  test("on paper the evidence is open, and what one clicks on is gone", async () => {
    const page = await open("azure.html", "#nl", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });

    expect(await page.locator(".evidence").first().isVisible()).toBe(true);
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(1);
  });

  test("every word of the picture is inside its box, in this browser's own font", async () => {
    const page = await open("azure.html", "#nl");
    const spilling = await page.evaluate<string[]>(spillingText);

    expect(spilling).toEqual([]);
  });

  test("the picture is a file of its own", async () => {
    const page = await open("azure.nl.svg", "");

    expect(await page.evaluate(`document.querySelector("title")?.textContent`)).toBe("Architectuur van haven-azure");
  });
});
