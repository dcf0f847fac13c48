import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildReport } from "../../cli/src/report/build-report";
import { renderHtml } from "../../cli/src/report/html/render-html";
import { readTerraformPlan } from "../../cli/src/report/terraform-plan";
import { hasChromium, openInChromium } from "../support/chromium";

const ROOT = join(__dirname, "../..");
const ARTEFACTS = join(ROOT, "coverage/screenshots");
const describeBrowser = hasChromium() ? describe : describe.skip;

describeBrowser("the HTML report in a real browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  const page = join(folder, "report.html");
  const plan = readTerraformPlan(
    readFileSync(join(ROOT, "test/plans/upgrade.json"), "utf8"),
    "plan",
  );
  const html = renderHtml(buildReport([{ stack: "prod", plan }]));
  mkdirSync(ARTEFACTS, { recursive: true });
  writeFileSync(page, html);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["light", false],
    ["dark", true],
  ])(
    "shows hosts and steps on a %s screen, and asks for nothing from anywhere",
    (look, dark) => {
      const picture = join(ARTEFACTS, `report-${look}.png`);
      rmSync(picture, { force: true });
      const { dom, said } = openInChromium(page, picture, { dark });
      expect(dom).toContain("drain, kubeadm upgrade apply v1.20.2 → v1.20.15");
      expect(dom.match(/<h2>/g)!.length).toBeGreaterThan(4);
      expect(said).not.toMatch(/CONSOLE|Refused to|ERR_/);
      expect(existsSync(picture) && statSync(picture).size).toBeGreaterThan(20_000);
    },
    120_000,
  );

  it("names no address to load anything from", () => {
    expect(html).not.toMatch(/(?:src|href)=|url\(|@import|https?:/);
  });
});
