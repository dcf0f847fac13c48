import { UsageError, type CommandEntry } from "../../../../cli/src/command";
import { run } from "../../../../cli/src/run";

function started() {
  const written = { out: "", err: "" };
  return {
    written,
    context: {
      stdout: { write: (text: string) => (written.out += text) },
      stderr: { write: (text: string) => (written.err += text) },
      env: {},
      signal: new AbortController().signal,
    },
  };
}

const entry = (work: (args: readonly string[]) => Promise<number>): CommandEntry => ({
  summary: "says hello",
  load: () => ({ usage: "greet NAME", run: work }),
});

describe("cdktf-sealos", () => {
  it("runs the command that is named with what follows, and ends with its exit code", async () => {
    const seen: string[] = [];
    const greet = entry((args) => {
      seen.push(...args);
      return Promise.resolve(7);
    });
    expect(await run({ greet }, ["greet", "you", "--loud"], started().context)).toBe(7);
    expect(seen).toEqual(["you", "--loud"]);
  });

  it("loads no command but the one that runs", async () => {
    const greet = entry(() => Promise.resolve(0));
    const heavy: CommandEntry = {
      summary: "",
      load: () => {
        throw new Error("loaded");
      },
    };
    expect(await run({ greet, heavy }, ["greet"], started().context)).toBe(0);
  });

  it.each([[[]], [["--help"]], [["help"]]])("lists its commands for %j", async (args) => {
    const { written, context } = started();
    expect(await run({ greet: entry(() => Promise.resolve(0)) }, args, context)).toBe(0);
    expect(written.out).toContain("greet  says hello");
  });

  it("shows the usage of a command that is asked for help", async () => {
    const { written, context } = started();
    const greet = entry(() => Promise.reject(new Error("ran")));
    expect(await run({ greet }, ["greet", "--help"], context)).toBe(0);
    expect(written.out).toBe("Usage: cdktf-sealos greet NAME\n");
  });

  it.each(["", "toString", "gret"])("refuses the unknown command %j", async (name) => {
    const { written, context } = started();
    expect(await run({ greet: entry(() => Promise.resolve(0)) }, [name], context)).toBe(64);
    expect(written.err).toContain("greet");
  });

  it.each<[string, Error]>([
    ["its own rule", new UsageError("NAME is missing.")],
    ["the parser", Object.assign(new TypeError("Unknown option"), { code: "ERR_PARSE_ARGS_X" })],
  ])("shows the usage for arguments that break %s", async (_what, error) => {
    const { written, context } = started();
    expect(await run({ greet: entry(() => Promise.reject(error)) }, ["greet"], context)).toBe(64);
    expect(written.err).toBe(`${error.message}\n\nUsage: cdktf-sealos greet NAME\n`);
  });

  it("tells a failure by its message alone", async () => {
    const { written, context } = started();
    const greet = entry(() => Promise.reject(new Error("Nobody is at home.")));
    expect(await run({ greet }, ["greet"], context)).toBe(1);
    expect(written.err).toBe("Nobody is at home.\n");
  });
});
