import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildReport } from "../../../../cli/src/report/build-report";
import { readTerraformPlan } from "../../../../cli/src/report/terraform-plan";
import { violations } from "../../../../examples/policy/policy";

const reportOf = (edit: string) => {
  const text = readFileSync(join(__dirname, `../../../plans/${edit}.json`), "utf8");
  return buildReport([{ stack: "prod", plan: readTerraformPlan(text, edit) }]);
};
const strict = { mostHostsAtOnce: 1, mayRemove: () => false };

describe("a policy over the JSON report", () => {
  it("lets an addition pass", () => expect(violations(reportOf("add-worker"), strict)).toEqual([]));

  it("refuses a removal where nothing may go, and allows it elsewhere", () => {
    const report = reportOf("remove-worker");
    expect(violations(report, strict)).toEqual([
      "prod: worker-2 must stay, but the plan says delete",
    ]);
    expect(violations(report, { ...strict, mayRemove: (name) => name === "prod" })).toEqual([]);
  });

  it("refuses more disturbance at once than is allowed", () => {
    expect(violations(reportOf("upgrade"), strict)).toEqual([
      "prod: 2 hosts disturbed at once, more than 1",
    ]);
    expect(violations(reportOf("upgrade"), { ...strict, mostHostsAtOnce: 2 })).toEqual([]);
  });
});
