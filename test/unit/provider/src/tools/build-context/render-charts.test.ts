import { renderCharts } from "../../../../../../provider/src/tools/build-context/render-charts";
import type { TreeEntry } from "../../../../../../provider/src/tools/image-tree";
import { createFakeRunner } from "../../../../../support/fake-runner";
import { describeRefusal } from "../../../../../support/images/describe-refusal";

const fileAt = (path: string): TreeEntry => ({
  path,
  kind: "file",
  mode: 0o644,
  size: 1,
  target: undefined,
});
const filesAt = (...paths: readonly string[]): readonly TreeEntry[] => paths.map(fileAt);

describe("charts of a context", () => {
  it("are rendered by helm, with the values beside them that have the chart's own name", async () => {
    const runner = createFakeRunner()
      .on("helm show chart /c/charts/one", { stdout: "name: first\nversion: 1.0.0\n" })
      .on("helm show chart /c/charts/two.tgz", { stdout: "name: second\n" })
      .on(/^helm template dryrun \/c\/charts\/one --values=\/c\/charts\/first.values.yaml$/, {
        stdout: "image: a/b:1",
      })
      .on(/^helm template dryrun \/c\/charts\/two.tgz$/, { stdout: "image: a/b:2" });
    const entries = filesAt(
      "charts/one/Chart.yaml",
      "charts/one/charts/inner/Chart.yaml",
      "charts/one/templates/x.yaml",
      "charts/first.values.yaml",
      "charts/two.tgz",
      "Chart.yaml",
    );
    expect(await renderCharts(runner, "/c", entries)).toEqual([
      { origin: "charts", path: "charts/one", text: "image: a/b:1" },
      { origin: "charts", path: "charts/two.tgz", text: "image: a/b:2" },
    ]);
  });

  it("ask for no helm where there are none", async () => {
    expect(await renderCharts(createFakeRunner(), "/c", filesAt("charts/README.md"))).toEqual([]);
  });

  it.each([
    [{ exitCode: 127 }, /^Helm Is Missing \| collect_images: charts\/one /],
    [
      { exitCode: 1, stderr: "Error: chart.metadata.version is required\n" },
      /^Chart Cannot Be Rendered \| context: .*version is required/,
    ],
  ])("that helm answers with %j are refused with a cure", async (answer, message) => {
    const runner = createFakeRunner("runner").on("helm", answer);
    const refusal = renderCharts(runner, "/c", filesAt("charts/one/Chart.yaml"));
    expect(await refusal.catch(describeRefusal)).toMatch(message);
  });
});
