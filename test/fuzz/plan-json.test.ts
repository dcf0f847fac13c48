import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { buildReport } from "../../cli/src/report/build-report";
import { renderHtml } from "../../cli/src/report/html/render-html";
import { renderMarkdown } from "../../cli/src/report/markdown/render-markdown";
import { reportSchema } from "../../cli/src/report/report-schema";
import { readTerraformPlan } from "../../cli/src/report/terraform-plan";
import { fuzz } from "../support/fuzz";

const FOLDER = join(__dirname, "../plans");
const PLANS = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));
const HOSTILE = "<script>alert(1)</script>\"'`](javascript:alert(1))|{{x}}\n# <!-- -->";
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e300, "", HOSTILE, [], {}, [HOSTILE], { a: HOSTILE }),
  fc.jsonValue(),
);
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(), junk), { minLength: 1, maxLength: 6 });

fuzz(
  "a plan is refused by name, or becomes a report without foreign markup",
  fc.property(fc.constantFrom(...PLANS), edits, (file, changes) => {
    const plan = JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as object;
    for (const [place, depth, value] of changes) {
      replaceSome(plan, place, depth, structuredClone(value));
    }
    let read;
    try {
      read = readTerraformPlan(JSON.stringify(plan), "plan.json");
    } catch (thrown) {
      expect((thrown as Error).message).toMatch(/^plan\.json: /);
      return;
    }
    const report = buildReport([{ stack: "stack", plan: read }]);
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    expect(renderHtml(report)).not.toContain("<script>alert");
    expect(renderMarkdown(report, { maxLength: 60_000, fullReport: undefined })).not.toContain(
      "<script>alert",
    );
  }),
);

/** Goes down from the root by numbers, some steps deep at most, and puts the value where it ends. */
function replaceSome(root: object, place: number, depth: number, value: unknown): void {
  let at = root as Record<string, unknown>;
  for (let step = depth % 14, way = place; ; step--) {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[way % keys.length]!;
    const next = at[key];
    if (step === 0 || typeof next !== "object" || next === null) {
      at[key] = value;
      return;
    }
    way = Math.floor(way / keys.length) + step;
    at = next as Record<string, unknown>;
  }
}
