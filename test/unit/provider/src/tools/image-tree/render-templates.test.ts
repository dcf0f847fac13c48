import {
  checkTemplates,
  isTemplate,
  renderTemplates,
  type RenderedFile,
  type TreeEntry,
} from "../../../../../../provider/src/tools/image-tree";
import { describeRefusal } from "../../../../../support/images/describe-refusal";

const file = (path: string): TreeEntry => ({
  path,
  kind: "file",
  mode: 0o644,
  size: 1,
  target: undefined,
});
const template = (path: string, content: string): RenderedFile => ({ path, mode: 0o600, content });
const refusal = (step: () => unknown): string => {
  try {
    return `accepted: ${String(step())}`;
  } catch (error) {
    return describeRefusal(error);
  }
};

test("only .tmpl and .tpl below etc, scripts and manifests are templates", () => {
  const paths = [
    "etc/a.tmpl",
    "etc/deep/b.tpl",
    "scripts/c.tmpl",
    "manifests/d.tmpl",
    "charts/e.tmpl",
    "f.tmpl",
    "etc/g.yml",
    "etcetera/h.tmpl",
  ];
  expect(paths.filter((path) => isTemplate(file(path)))).toEqual(paths.slice(0, 4));
  expect(isTemplate({ ...file("etc/a.tmpl"), kind: "directory" })).toBe(false);
});

test("rendering takes the suffix off, keeps the mode, and offers env at the top, in .Env and .Values", () => {
  const templates = [
    template("etc/a.yml.tmpl", "{{ .x }}-{{ .Env.x }}-{{ .Values.x }}"),
    template("etc/b.tpl", "{{ .x | upper }}"),
  ];
  expect(renderTemplates("cp-1", "img", templates, { x: "v" })).toEqual([
    { path: "etc/a.yml", mode: 0o600, content: "v-v-v" },
    { path: "etc/b", mode: 0o600, content: "V" },
  ]);
});

test("a function that the engine lacks is an error with image, file and line before anything is rendered", () => {
  const detail = refusal(() =>
    checkTemplates("builder", "img:1", [template("etc/a.tmpl", "x\n{{ frobnicate .x }}")]),
  );
  expect(detail).toMatch(
    /^Template Cannot Be Rendered \| image: a template of img:1 cannot be rendered: etc\/a\.tmpl:2: .*frobnicate/,
  );
});

test("a value is text: what looks like a template in it is not rendered", () => {
  const templates = [template("etc/a.tmpl", "{{ .x }}|{{ .Env.x }}")];
  const x = '{{ fail "obeyed" }}{{ .secret }}';
  expect(renderTemplates("cp-1", "img", templates, { x, secret: "s" })[0]?.content).toBe(
    `${x}|${x}`,
  );
});

test.each([
  "env `HOME`",
  "expandenv `$HOME`",
  "getHostByName `localhost`",
  "include `/etc/passwd` .",
  "template `/etc/passwd`",
])("a template reads nothing of the machine that renders it: {{ %s }} is refused", (action) => {
  const templates = [template("etc/a.tmpl", `{{ ${action} }}`)];
  expect(refusal(() => renderTemplates("cp-1", "img", templates, {}))).toMatch(/^Template Cannot/);
});

test("a template that fails on a host is an error with file and line", () => {
  const detail = refusal(() =>
    renderTemplates("cp-1", "img:1", [template("etc/a.tmpl", '{{ fail "stop" }}')], {}),
  );
  expect(detail).toContain("etc/a.tmpl:1");
});
