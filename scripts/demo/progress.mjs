import { closeSync, existsSync, openSync, readSync, rmSync } from "node:fs";

/**
 * Follows an event log from its beginning and tells what happens, a line for each finished step; on a terminal also what runs
 * now. `stop()` reads the rest and returns the finished steps, `{host, step, seconds}` in order.
 */
export function followEvents(file, out = process.stderr) {
  rmSync(file, { force: true });
  const began = Date.now();
  const steps = [];
  const running = new Map();
  const readNew = createTail(file);
  const poll = () => {
    for (const event of readNew()) tell(event);
    if (out.isTTY) out.write(`\r\x1b[K${statusLine(running, out.columns || 80)}`);
  };
  const timer = setInterval(poll, 200);

  function tell(event) {
    const key = `${event.resource} ${event.host} ${event.step}`;
    if (event.type === "step-started") running.set(key, event);
    if (event.type === "transfer" && running.has(key)) running.set(key, event);
    if (event.type === "note") line(event, event.message);
    if (event.type !== "step-finished" && event.type !== "step-failed") return;
    running.delete(key);
    if (event.type === "step-failed") line(event, `FAILED: ${event.message}`);
    if (event.type === "step-finished") {
      steps.push({ host: event.host, step: event.step, seconds: event.seconds });
      if (event.seconds >= 0.1) line(event, `${event.seconds.toFixed(1)} s`);
    }
  }

  function line({ host, step }, text) {
    const seconds = ((Date.now() - began) / 1000).toFixed(0).padStart(4);
    out.write(
      `${out.isTTY ? "\r\x1b[K" : ""}[${seconds} s] ${host.padEnd(10)} ${step.padEnd(24)} ${text}\n`,
    );
  }

  return {
    stop() {
      clearInterval(timer);
      poll();
      if (out.isTTY) out.write("\r\x1b[K");
      return steps;
    },
  };
}

function statusLine(running, width) {
  const parts = [...running.values()].map(({ host, step, bytes, total }) => {
    const share =
      bytes === undefined || total === 0 ? "" : ` ${Math.floor((100 * bytes) / total)}%`;
    return `${host}: ${step}${share}`;
  });
  return parts.join(" | ").slice(0, width - 1);
}

// Whole lines only: the last one may still be under way.
function createTail(file) {
  let offset = 0;
  let rest = "";
  return () => {
    if (!existsSync(file)) return [];
    const chunk = readFrom(file, offset);
    offset += chunk.length;
    const lines = (rest + chunk.toString("utf8")).split("\n");
    rest = lines.pop();
    return lines.map((text) => JSON.parse(text));
  };
}

function readFrom(file, offset) {
  const handle = openSync(file, "r");
  try {
    const chunks = [];
    for (let position = offset; ;) {
      const chunk = Buffer.alloc(1 << 16);
      const size = readSync(handle, chunk, 0, chunk.length, position);
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, size));
      position += size;
    }
  } finally {
    closeSync(handle);
  }
}
