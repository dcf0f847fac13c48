import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { canRunHosts } from "../machine.mjs";
import { stopLabHosts, traceOf } from "./hosts.mjs";
import { followEvents } from "./progress.mjs";
import { title } from "./show.mjs";
import { openStack } from "./stack.mjs";

/** Destroys the stack, compares the hosts with what they were, takes lab hosts down; returns the exit code. */
export async function removeDemo(work) {
  const record = work.record();
  if (record === undefined) {
    if (canRunHosts) stopLabHosts(); // of a demo that was stopped before it did anything
    console.log("there is no demo to destroy");
    return 0;
  }
  title("cdktf destroy");
  const progress = followEvents(work.eventLog);
  try {
    await openStack(work, record).run("destroy", "--auto-approve");
  } finally {
    progress.stop();
  }
  title("hosts, before and after");
  const differing = record.hosts.filter((host) => !isUnchanged(work, host));
  if (differing.length > 0) {
    console.error(
      `demo: not what they were: ${differing.map(({ name }) => name).join(", ")}; the hosts keep running`,
    );
    return 1;
  }
  if (record.isLab) stopLabHosts();
  work.forget();
  rmSync(work.path("storage"), { recursive: true, force: true });
  console.log(
    record.isLab
      ? "\nAll hosts were what they had been; they are down."
      : "\nAll hosts are what they were.",
  );
  return 0;
}

function isUnchanged(work, host) {
  const before = readFileSync(work.path("traces", host.name), "utf8").trimEnd().split("\n");
  const after = traceOf(host);
  writeFileSync(work.path("traces", `${host.name}.after`), `${after.join("\n")}\n`);
  const gone = before.filter((line) => !after.includes(line));
  const left = after.filter((line) => !before.includes(line));
  console.log(
    `  ${host.name}: ${before.length} things before, ${gone.length} missing, ${left.length} left behind`,
  );
  for (const line of gone.slice(0, 20)) console.log(`    - ${line}`);
  for (const line of left.slice(0, 20)) console.log(`    + ${line}`);
  return gone.length + left.length === 0;
}
