#!/usr/bin/env node
// From bare hosts to a running application with the real CDKTF CLI, and back: npm run demo -- --help
import { readOptions } from "./demo/options.mjs";
import { requireMachine } from "./demo/requirements.mjs";
import { openWorkFolder } from "./demo/work-folder.mjs";
import { installDemo } from "./demo/install.mjs";
import { removeDemo } from "./demo/remove.mjs";

const options = readOptions(process.argv.slice(2));
requireMachine(options);
const work = await openWorkFolder();
try {
  process.exitCode = options.destroy ? await removeDemo(work) : await installDemo(work, options);
} catch (thrown) {
  console.error(`demo: ${thrown.message}`);
  process.exitCode = thrown.exitCode ?? 1;
} finally {
  work.close();
}
