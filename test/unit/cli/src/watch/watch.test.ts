import { watch } from "../../../../../cli/src/watch/command";
import { styleFor } from "../../../../../cli/src/watch/style";
import { tableLines } from "../../../../../cli/src/watch/table";
import { recordedLines, recordedLog, runsOf } from "../../../../support/event-logs/read-log";

const plain = styleFor({ NO_COLOR: "1", LANG: "C" });
const room = { columns: 90, rows: 24 };
const START = Date.parse("2026-01-01T12:00:00Z");

/** The table after so many seconds of the recorded apply. */
function tableAt(seconds: number, size = room): readonly string[] {
  const until = START + seconds * 1000;
  const lines = recordedLines("apply").filter(
    (line) => Date.parse((JSON.parse(line) as { time: string }).time) <= until,
  );
  return tableLines(runsOf(lines), until, size, plain);
}

function terminal(isTTY: boolean) {
  const abort = new AbortController();
  const written = { out: "", err: "" };
  const stdout = { isTTY, columns: 90, rows: 24, write: (text: string) => (written.out += text) };
  const stderr = { write: (text: string) => (written.err += text) };
  return { abort, written, context: { stdout, stderr, env: {}, signal: abort.signal } };
}

describe("the table of a session", () => {
  it("shows for each host its steps, its work, its transfer and the time", () => {
    expect(tableAt(42)).toMatchInlineSnapshot(`
     [
       "42 s · 4 hosts: 3 working, 1 idle · 11 steps done · 101 MB sent",
       "cp-1      ++++++++  idle",
       "worker-1  +>        mount-rootfs  ###......... 12.0 MB of 57.1 MB, 1.6 MB/s  7.6 s",
       "cp-3      +>        mount-rootfs  ######...... 28.0 MB of 57.1 MB, 3.6 MB/s  7.8 s",
       "cp-2      +>        mount-rootfs  #........... 4.0 MB of 57.1 MB, 598 kB/s  6.7 s",
     ]
    `);
  });

  it("shows what a step printed last", () => {
    expect(tableAt(85).join("\n")).toMatch(/kubeadm-init +[\d.]+ s +\[/);
  });

  it("never exceeds its room, and counts the hosts that it leaves out", () => {
    const lines = tableAt(42, { columns: 40, rows: 5 });
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toBe("… 2 more hosts");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
  });

  it("draws nothing that a machine printed to move the cursor", () => {
    const lines = recordedLines("apply")
      .slice(0, 60)
      .map((line) => line.replace('"line":"', String.raw`"line":"\u001b[2J\u0007`));
    expect(tableLines(runsOf(lines), START, room, plain).join("")).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe("watch", () => {
  it("tells a run that is over line by line, and ends", async () => {
    const { written, context } = terminal(false);
    expect(await watch.run([recordedLog("apply")], context)).toBe(0);
    expect(written.out).toContain("cp-1 kubeadm-init done in");
    expect(written.out).not.toContain("\u001b");
  });

  it("leaves the terminal as it was", async () => {
    const { written, context } = terminal(true);
    await watch.run([recordedLog("apply")], context);
    expect(written.out.endsWith("\u001b[?7h\u001b[?25h")).toBe(true);
  });

  it("waits for a log that does not exist yet, until it is interrupted", async () => {
    const { abort, written, context } = terminal(true);
    const ended = watch.run(["/nonexistent/events.jsonl"], context);
    abort.abort();
    expect(await ended).toBe(130);
    expect(written.out.endsWith("\u001b[?7h\u001b[?25h")).toBe(true);
  });

  it("refuses two logs", async () => {
    await expect(watch.run(["a", "b"], terminal(false).context)).rejects.toThrow("one event log");
  });
});
