import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { ownHosts, startLabHosts, stopLabHosts, traceOf } from "./hosts.mjs";

/**
 * Whether this demo goes on with what the last one made: on the same machines of somebody's own always, on the lab's hosts
 * when asked. Throws where that would forget what stands on somebody's machines.
 */
export function resumesLast(last, { hosts, resume, quick }) {
  if (last === undefined) return false;
  if (last.isLab) return hosts === undefined && resume && last.quick === quick;
  if (hosts !== undefined && addressesOf(hosts) === addressesOf(last.hosts)) return true;
  throw new Error(
    "the last demo was on your own machines; remove it first: npm run demo -- --destroy",
  );
}

/** The hosts of the demo. Where it begins anew they are fresh or somebody's own, and traced before anything is done to them. */
export function prepareHosts(work, options, isResumed) {
  if (!isResumed) forgetLast(work);
  const hosts =
    options.hosts === undefined ? startLabHosts({ fresh: !isResumed }) : ownHosts(options.hosts);
  if (!isResumed) traceHosts(work, hosts);
  return hosts;
}

// What the state says of hosts that are gone is void; containers of its image mounts would stay behind.
function forgetLast(work) {
  if (work.record()?.isLab) stopLabHosts();
  work.forget();
  try {
    execFileSync("buildah", ["--root", work.path("storage"), "rm", "-a"], { stdio: "ignore" });
  } catch {
    // there is no storage yet
  }
}

function traceHosts(work, hosts) {
  mkdirSync(work.path("traces"), { recursive: true });
  for (const host of hosts) {
    writeFileSync(work.path("traces", host.name), `${traceOf(host).join("\n")}\n`);
  }
}

function addressesOf(hosts) {
  return hosts.map(({ address }) => address).join();
}
