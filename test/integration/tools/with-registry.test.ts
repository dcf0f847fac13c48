import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRedactor } from "../../../provider/src/lib/redact";
import { findRegistry, withRegistry } from "../../../provider/src/tools/registry";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import { describeRefusal } from "../../support/images/describe-refusal";

const runner = createLocalRunner({ redactor: createRedactor(), env: process.env });
let directory: string;
let program: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "with-registry-"));
  await mkdir(join(directory, "storage"));
  program = await findRegistry(runner);
});
afterAll(() => rm(directory, { recursive: true }));

const place = () => ({ program, storage: join(directory, "storage"), directory });
const statusOf = async (address: string, login?: string): Promise<number> => {
  const headers = login === undefined ? {} : { Authorization: `Basic ${btoa(login)}` };
  return (await fetch(`http://${address}/v2/`, { headers })).status;
};

describe("a registry of a build", () => {
  test("serves whoever knows its password, and nobody else", async () => {
    const statuses = await withRegistry(
      runner,
      place(),
      async ({ address, username, password }) => [
        await statusOf(address),
        await statusOf(address, `${username}:guessed`),
        await statusOf(address, `${username}:${password}`),
      ],
    );
    expect(statuses).toEqual([401, 401, 200]);
  });

  test("ends with its work, also where that fails", async () => {
    let known = "";
    const work = withRegistry(runner, place(), ({ address }) => {
      known = address;
      return Promise.reject(new Error("the work failed"));
    });
    await expect(work).rejects.toThrow("the work failed");
    await expect(statusOf(known)).rejects.toThrow();
  });

  test("that does not start says why", async () => {
    const wrong = { ...place(), program: "false" };
    expect(
      await withRegistry(runner, wrong, () => Promise.resolve()).catch(describeRefusal),
    ).toMatch(/^Registry Did Not Start/);
  });
});
