// Writes docs/report-schema.json: npx tsx scripts/generate-report-schema.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportJsonSchema } from "../cli/src/report/report-schema";

writeFileSync(
  join(__dirname, "../docs/report-schema.json"),
  `${JSON.stringify(reportJsonSchema(), null, 2)}\n`,
);
