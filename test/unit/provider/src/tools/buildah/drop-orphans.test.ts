import { dropOrphans } from "../../../../../../provider/src/tools/buildah/drop-orphans";
import { createFakeRunner, type FakeRunner } from "../../../../../support/fake-runner";

const NAME = "localhost/cdktf-sealos-build";
const images = (...names: string[]) => ({
  stdout: JSON.stringify(names.map((name) => ({ names: [name] }))),
});
const LEFT = { exitCode: 125, stderr: "image is in use by a container" };

const drop = (runner: FakeRunner, ...workplaces: string[]): Promise<void> =>
  dropOrphans(runner, {}, () => Promise.resolve(new Set(workplaces)));
const removed = ({ calls }: FakeRunner): readonly string[] =>
  calls.map(({ argv }) => argv.slice(1).join(" ")).filter((line) => !line.startsWith("images"));

describe("what builds leave in the store", () => {
  it("goes when their workplace is gone, lists before images; what is another build's or nobody's stays", async () => {
    const names = [
      `${NAME}:Gone1234-linux-amd64`,
      `${NAME}:Gone1234-list`,
      `${NAME}:Here1234-linux-amd64`,
    ];
    const runner = createFakeRunner()
      .on(/buildah images/, images(...names, "docker.io/library/web:1"), images(names[2]!))
      .on(/buildah (rmi|manifest rm)/, {});
    await drop(runner, "cdktf-sealos-build.Here1234");
    expect(removed(runner)).toEqual([`manifest rm ${names[1]}`, `rmi ${names[0]}`]);
  });

  it("goes once more when another build put it back", async () => {
    const [own, other] = [`${NAME}:Own11111-linux-amd64`, `${NAME}:Other111-linux-amd64`];
    const runner = createFakeRunner()
      .on(/buildah images/, images(own), images(other), images())
      .on(/buildah rmi/, {});
    await drop(runner);
    expect(removed(runner)).toEqual([`rmi ${own}`, `rmi ${other}`]);
  });

  it("stays while it is in use", async () => {
    const used = `${NAME}:Used1111-linux-amd64`;
    const runner = createFakeRunner()
      .on(/buildah images/, images(used))
      .on(/buildah rmi/, LEFT);
    await drop(runner);
    expect(removed(runner)).toEqual([`rmi ${used}`]);
  });

  it("is looked for again when an image went while it was being listed", async () => {
    const runner = createFakeRunner()
      .on(/buildah images/, { exitCode: 125 }, images(`${NAME}:Gone1234-linux-amd64`), images())
      .on(/buildah rmi/, {});
    await drop(runner);
    expect(removed(runner)).toHaveLength(1);
  });
});
