import { writeFileSync } from "node:fs";
import { podTable, readNodes } from "./cluster.mjs";
import { prepareHosts, resumesLast } from "./prepare-hosts.mjs";
import { chooseImages } from "./images.mjs";
import { followEvents } from "./progress.mjs";
import { showNodes, showPlan, showTimings, title } from "./show.mjs";
import { openStack } from "./stack.mjs";

/** Hosts, deploy, what came of it; returns the exit code. */
export async function installDemo(work, options) {
  const began = Date.now();
  const isResumed = resumesLast(work.record(), options);
  if (options.quick)
    console.log(
      "quick: stand-ins take the place of Kubernetes; hosts, SSH, images and Terraform are real",
    );

  title("images");
  const images = chooseImages(options);
  title("hosts");
  const hosts = prepareHosts(work, options, isResumed);
  work.keepRecord({ hosts, images, isLab: options.hosts === undefined, quick: options.quick });
  console.log(hosts.map(({ name, address }) => `  ${name} ${address}`).join("\n"));

  title("cdktf diff: what will happen");
  const stack = openStack(work, { hosts, images });
  await stack.run("diff");
  showPlan(stack.planSummary());

  title("cdktf deploy");
  const steps = await deploy(work, stack);

  title("nodes");
  const nodes = await readNodes(hosts[0], hosts.length);
  showNodes(nodes);
  title("pods of applications");
  console.log(podTable(hosts[0]));
  title("where the time went");
  showTimings(steps);

  title("cdktf diff: nothing left to do");
  await stack.run("diff");
  const second = stack.planSummary();
  showPlan(second);
  const seconds = (Date.now() - began) / 1000;
  return conclude(options, { nodes, secondPlan: second.actions, steps, seconds }, hosts);
}

async function deploy(work, stack) {
  const progress = followEvents(work.eventLog);
  try {
    await stack.run("deploy", "--auto-approve");
  } finally {
    progress.stop();
  }
  return progress.stop();
}

function conclude({ json, quick }, result, hosts) {
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, null, 2)}\n`);
  const notReady = result.nodes.filter(({ ready }) => !ready).map(({ name }) => name);
  const { add, change, destroy } = result.secondPlan;
  const problems = [
    ...(result.nodes.length === hosts.length
      ? []
      : [`${result.nodes.length} nodes of ${hosts.length}`]),
    ...(notReady.length === 0 ? [] : [`not ready: ${notReady.join(", ")}`]),
    ...(add + change + destroy === 0 ? [] : ["the second plan is not empty"]),
  ];
  for (const problem of problems) console.error(`demo: ${problem}`);
  if (problems.length > 0) return 1;
  const what = quick ? "stand-in nodes" : "nodes";
  console.log(
    `\n${result.nodes.length} ${what} ready after ${result.seconds.toFixed(0)} s. The hosts keep running.`,
  );
  console.log("Remove everything: npm run demo -- --destroy");
  return 0;
}
