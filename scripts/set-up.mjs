// Installs what test levels with hosts need, then builds the hosts' base and images: node scripts/set-up.mjs [--browser] [SET OF IMAGES…]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { requireLab, root } from "./machine.mjs";

const isBrowserNeeded = process.argv.includes("--browser");
const images = process.argv.slice(2).filter((word) => !word.startsWith("-"));

requireLab({
  sshd: "openssh-server",
  bc: "bc",
  ...(isBrowserNeeded ? { chromium: "chromium" } : {}),
});
// Side by side: each is the work of one core.
const builds = [build("lab/lab.sh", "base"), buildImages()];
if ((await Promise.all(builds)).includes(false)) process.exit(1);

async function buildImages() {
  for (const set of images) {
    if (!(await build("lab/images.sh", set))) return false;
  }
  return true;
}

/** Answers whether it ended well. Its progress comes in whole lines, as others print at the same time. */
async function build(script, what) {
  const stdio = ["ignore", "ignore", "pipe"];
  const child = spawn("bash", [script, what], { cwd: root, stdio });
  child.stderr.pipe(process.stderr, { end: false });
  const [status] = await once(child, "close");
  return status === 0;
}
