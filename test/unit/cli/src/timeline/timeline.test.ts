import { chartOf } from "../../../../../cli/src/timeline/chart";
import { timeline } from "../../../../../cli/src/timeline/command";
import { htmlOf } from "../../../../../cli/src/timeline/html";
import { mermaidOf } from "../../../../../cli/src/timeline/mermaid";
import { svgOf } from "../../../../../cli/src/timeline/svg";
import { recordedLines, recordedLog, runsOf } from "../../../../support/event-logs/read-log";

const chart = chartOf(runsOf(recordedLines("apply")));
const bars = chart.lanes.flatMap(({ lines }) => lines.flat());

function draw(lines: readonly object[]): string {
  const origin = { v: 2, run: "a", resource: "sealos_host", host: "cp-1", step: "check" };
  const text = lines.map((line, second) =>
    JSON.stringify({ ...origin, time: new Date(second * 1000).toISOString(), ...line }),
  );
  return [svgOf, htmlOf, mermaidOf].map((format) => format(chartOf(runsOf(text)))).join("\n");
}

describe("a timeline", () => {
  it("draws bars of one line one after the other", () => {
    for (const line of chart.lanes.flatMap(({ lines }) => lines)) {
      line
        .slice(1)
        .forEach(({ from }, index) => expect(from).toBeGreaterThanOrEqual(line[index]!.to));
    }
  });

  it("tells waiting from working", () => {
    expect(bars.find(({ bar }) => bar.step === "await-ready")?.kind).toBe("waiting");
    expect(bars.find(({ bar }) => bar.step === "join")?.kind).toBe("work");
  });

  it("draws every step of every host", () => {
    const steps = recordedLines("apply").filter((line) => line.includes('"step-started"'));
    expect(bars.filter(({ bar }) => bar.kind === "step")).toHaveLength(steps.length);
  });

  it("asks for nothing from anywhere", () => {
    expect(htmlOf(chart).replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
      /(?:src|href)=|@import|https?:/,
    );
  });

  it("marks failures, and shows text of machines as text", () => {
    const drawn = draw([
      { type: "step-started" },
      { type: "step-failed", seconds: 1, message: "<script>x</script>\u0007" },
    ]);
    expect(drawn).toContain('class="failed"');
    expect(drawn).toContain("check failed :crit, 0, 1000");
    expect(drawn).toContain("&lt;script&gt;");
    expect(drawn).not.toMatch(/<script|\u0007/);
  });

  it("is a Mermaid gantt whose titles end no line", () => {
    const lines = mermaidOf(chart).trimEnd().split("\n");
    expect(lines.slice(0, 1)).toEqual(["gantt"]);
    const tasks = lines.filter((line) => line.includes(" :"));
    expect(tasks).toHaveLength(bars.length);
    for (const task of tasks) {
      expect(task).toMatch(/^ {2}[^:;#%,]+ :(?:(?:active|done|crit), )?\d+, \d+$/);
    }
  });

  it.each(["svg", "html", "mermaid"])("is printed as %s", async (format) => {
    let out = "";
    const stdout = { write: (text: string) => (out += text) };
    const context = { stdout, stderr: stdout, env: {}, signal: new AbortController().signal };
    expect(await timeline.run([recordedLog("apply"), "--format", format], context)).toBe(0);
    expect(out).toContain("worker-1");
  });

  it("refuses a format that it does not have", async () => {
    const output = { write: () => undefined };
    const context = {
      stdout: output,
      stderr: output,
      env: {},
      signal: new AbortController().signal,
    };
    await expect(timeline.run(["--format", "toString"], context)).rejects.toThrow(
      "svg, html, mermaid",
    );
  });
});
