import {
  readFile,
  removeHostsName,
  setHostsName,
  writeFile,
} from "../../../../../../provider/src/tools/files";
import { createFakeRunner } from "../../../../../support/fake-runner";

const encoded = (text: string): { stdout: string } => ({
  stdout: Buffer.from(text).toString("base64"),
});

describe("files", () => {
  test("are read as they are, whatever their bytes", async () => {
    const runner = createFakeRunner().on(/read-file \/a$/, { stdout: "AP/+\n" });
    expect(await readFile(runner, "/a")).toEqual(Buffer.from([0, 255, 254]));
  });

  test("that are missing are told from empty ones", async () => {
    const runner = createFakeRunner()
      .on(/read-file \/missing$/, { exitCode: 44 })
      .on(/read-file \/empty$/, { stdout: "" });
    expect(await readFile(runner, "/missing")).toBeUndefined();
    expect(await readFile(runner, "/empty")).toEqual(Buffer.alloc(0));
  });

  test("are written by way of the input, never a command line", async () => {
    const runner = createFakeRunner().on(/write-file/, {});
    await writeFile(runner, "/etc/a", "secret\n", 0o600);
    expect(runner.calls[0]?.argv.slice(3)).toEqual(["write-file", "/etc/a", "0600", "7"]);
    expect(runner.calls[0]?.stdin.toString()).toBe("secret\n");
    expect(runner.lines[0]).not.toContain("secret");
  });
});

describe("the hosts file", () => {
  test("is written when something changes, byte for byte", async () => {
    const runner = createFakeRunner()
      .on(/read-file/, { stdout: Buffer.from([0x23, 0xff, 0x0a]).toString("base64") })
      .on(/write-file/, {});
    await setHostsName(runner, "sealos.hub", ["192.0.2.7"]);
    expect(runner.calls[1]?.stdin).toEqual(
      Buffer.concat([
        Buffer.from([0x23, 0xff, 0x0a]),
        Buffer.from("192.0.2.7 sealos.hub # sealos\n"),
      ]),
    );
  });

  test("is left alone when it is so already", async () => {
    const runner = createFakeRunner().on(/read-file/, encoded("192.0.2.7 sealos.hub # sealos\n"));
    await setHostsName(runner, "sealos.hub", ["192.0.2.7"]);
    await removeHostsName(runner, "other.name");
    expect(runner.calls.map(({ verb }) => verb)).toEqual(["query", "query"]);
  });
});
