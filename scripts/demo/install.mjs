import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { podTable, readNodes } from "./cluster.mjs";
import { ownHosts, startLabHosts, traceOf } from "./hosts.mjs";
import { chooseImages } from "./images.mjs";
import { followEvents } from "./progress.mjs";
import { showNodes, showPlan, showTimings, title } from "./show.mjs";
import { openStack } from "./stack.mjs";

/** Hosts, deploy, what came of it; returns the exit code. */
export async function installDemo(work, options) {
  const began = Date.now();
  if (options.quick)
    console.log(
      "quick: stand-ins take the place of Kubernetes; hosts, SSH, images and Terraform are real",
    );

  title("images");
  const images = chooseImages(options);
  title("hosts");
  const { hosts, isResumed } = prepareHosts(work, options);
  if (!isResumed) traceHosts(work, hosts);
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

function prepareHosts(work, options) {
  const last = work.record();
  const isResumed =
    options.resume && last !== undefined && last.isLab === (options.hosts === undefined);
  if (options.hosts !== undefined)
    return { hosts: ownHosts(options.hosts), isResumed: isResumed || isSame(last, options.hosts) };
  if (!isResumed) startAnew(work);
  return { hosts: startLabHosts({ fresh: !isResumed }), isResumed };
}

// The traces of a machine are those from before its first demo, however often that was cancelled.
function isSame(last, hosts) {
  const addresses = (list) => list.map(({ address }) => address).join();
  return last !== undefined && !last.isLab && addresses(last.hosts) === addresses(hosts);
}

// Hosts are replaced, so what the state says of them is void; containers of image mounts would stay behind.
function startAnew(work) {
  const last = work.record();
  if (last !== undefined && !last.isLab) {
    throw new Error(
      "the last demo was on your own machines; remove it first: npm run demo -- --destroy",
    );
  }
  work.forget();
  const storage = work.path("storage");
  try {
    execFileSync("buildah", ["--root", storage, "rm", "-a"], { stdio: "ignore" });
  } catch {
    // there is none, or nothing in it
  }
}

function traceHosts(work, hosts) {
  rmSync(work.path("traces"), { recursive: true, force: true });
  mkdirSync(work.path("traces"), { recursive: true });
  for (const host of hosts) {
    writeFileSync(work.path("traces", host.name), `${traceOf(host).join("\n")}\n`);
  }
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
