import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labPossible, type Lab } from "../../../lab/open-lab";
import { parts, readConversation, type Answer } from "./answers";
import { deviations } from "./deviations";
import { converse, preparedLab } from "./prepared-lab";

const recorded = join(__dirname, "recorded");
const names = readdirSync(recorded).map((file) => file.replace(/\.txt$/, ""));
const level = labPossible() ? describe : describe.skip;

level("the stand-ins answer as real Kubernetes did", () => {
  let lab: Lab | undefined;
  let answers: ReadonlyMap<string, Answer> = new Map();
  const directory = mkdtempSync(join(tmpdir(), "conversation-"));

  beforeAll(async () => {
    lab = await preparedLab(3, 0);
    await converse(lab, directory);
    answers = readConversation(directory);
  }, 400_000);

  afterAll(async () => {
    await lab?.down();
    rmSync(directory, { recursive: true });
  });

  it("to every command that was recorded", () => {
    expect([...answers.keys()].sort()).toEqual([...names].sort());
  });

  it.each(names)("%s", (name) => {
    const answer = answers.get(name);
    const compared = parts.filter((part) => !deviations[name]?.parts.includes(part));
    const said = compared.map((part) => `--- ${part}\n${answer?.[part] ?? "nothing"}\n`).join("");
    expect(said).toBe(readFileSync(join(recorded, `${name}.txt`), "utf8"));
  });
});
