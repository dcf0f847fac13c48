import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chartOf } from "../../cli/src/timeline/chart";
import { htmlOf } from "../../cli/src/timeline/html";
import { hasChromium, openInChromium } from "../support/chromium";
import { recordedLines, runsOf } from "../support/event-logs/read-log";

const ARTEFACTS = join(__dirname, "../../coverage/screenshots");
const describeBrowser = hasChromium() ? describe : describe.skip;

describeBrowser("the timeline in a real browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "timeline-"));
  const page = join(folder, "timeline.html");
  mkdirSync(ARTEFACTS, { recursive: true });
  writeFileSync(page, htmlOf(chartOf(runsOf(recordedLines("apply")))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["light", false],
    ["dark", true],
  ])(
    "draws hosts and steps on a %s screen, and asks for nothing from anywhere",
    (look, dark) => {
      const picture = join(ARTEFACTS, `timeline-${look}.png`);
      rmSync(picture, { force: true });
      const { dom, said } = openInChromium(page, picture, { dark });
      expect(dom).toContain("cp-1 kubeadm-init: ");
      expect(dom).toContain('fill="url(#waits)"');
      expect(said).not.toMatch(/CONSOLE|Refused to|ERR_/);
      expect(existsSync(picture) && statSync(picture).size).toBeGreaterThan(20_000);
    },
    120_000,
  );
});
