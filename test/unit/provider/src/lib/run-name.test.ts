import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasEnded, nameRun } from "../../../../../provider/src/lib/run-name";

describe("the name of a run", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "proc-"));
    mkdirSync(join(root, "sys/kernel/random"), { recursive: true });
    mkdirSync(join(root, "self/ns"), { recursive: true });
    symlinkSync("pid:[4026531836]", join(root, "self/ns/pid"));
    boot("one");
    begin(process.pid, 500);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const boot = (id: string) => writeFileSync(join(root, "sys/kernel/random/boot_id"), `${id}\n`);
  const begin = (id: number, start: number, state = "S") => {
    const fields = [state, ...Array.from({ length: 18 }, () => "0"), String(start), "0"];
    mkdirSync(join(root, String(id)), { recursive: true });
    writeFileSync(join(root, String(id), "stat"), `${id} (node (a) b) ${fields.join(" ")}\n`);
  };

  it("is for people, and never the same twice", () => {
    expect(nameRun({ root })).toMatch(/^\S+@\S+ [0-9a-f]{8}\.[0-9a-f]{8}\.\d+\.500$/);
    expect(nameRun({ root })).not.toBe(nameRun({ root }));
  });

  it("tells that its process lives", () => {
    expect(hasEnded(nameRun({ root }), { root })).toBe(false);
    expect(hasEnded(`w-1, ${nameRun({ root })}`, { root })).toBe(false);
  });

  it.each([
    ["the process is gone", () => rmSync(join(root, String(process.pid)), { recursive: true })],
    ["only its remains are there", () => begin(process.pid, 500, "Z")],
    ["another one has its number", () => begin(process.pid, 501)],
  ])("tells that it has ended when %s", (_, happen) => {
    const name = nameRun({ root });
    happen();
    expect(hasEnded(name, { root })).toBe(true);
    expect(hasEnded(`w-1, ${name}`, { root })).toBe(true);
  });

  it("tells nothing of a run on another machine, of an earlier boot, or of whatever else", () => {
    const name = nameRun({ root });
    rmSync(join(root, String(process.pid)), { recursive: true });
    boot("two");
    expect(hasEnded(name, { root })).toBe(false);
    expect(hasEnded("anna@desk 0a1b2c3d", { root })).toBe(false);
    expect(hasEnded("", { root })).toBe(false);
  });

  it("names no process where the machine keeps no table of them", () => {
    rmSync(join(root, "sys"), { recursive: true });
    expect(nameRun({ root })).toMatch(/^\S+@\S+ [0-9a-f]{8}$/);
  });

  it("knows this very process by the machine's own table", () => {
    expect(hasEnded(nameRun())).toBe(false);
  });
});
