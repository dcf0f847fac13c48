// Draws docs/pictures/report.png, the picture in the README: the report of a recorded plan, by Chromium.
//   node scripts/draw-report.mjs
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./machine.mjs";

const scratch = mkdtempSync(join(tmpdir(), "report-"));
const page = join(scratch, "report.html");
const picture = join(root, "docs/pictures/report.png");

mkdirSync(join(root, "docs/pictures"), { recursive: true });
const tsx = join(root, "node_modules/.bin/tsx");
const arguments_ = ["cli/src/main.ts", "report", "test/plans/upgrade.json", "--format", "html"];
writeFileSync(page, execFileSync(tsx, arguments_, { cwd: root }));
execFileSync(
  "chromium",
  [
    ...["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
    ...["--window-size=920,960", `--user-data-dir=${join(scratch, "profile")}`],
    ...[`--screenshot=${picture}`, `file://${page}`],
  ],
  { stdio: "ignore" },
);
rmSync(scratch, { recursive: true });
