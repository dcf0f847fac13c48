import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeProvider, toProviderSchemaJson } from "../../../provider/sdk";
import { buildForTest } from "../../support/protocol-client/build-for-test";
import { createToyProvider } from "../../support/toy-provider/provider";
import { TerraformWorkspace } from "./terraform-workspace";

const OS_ARCH = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;

let executable: string;
let mirror: string;
let workspace: TerraformWorkspace;

beforeAll(() => {
  executable = buildForTest("test/support/toy-provider/main.ts", "toy");
  mirror = mkdtempSync(join(tmpdir(), "mirror-"));
  const version = join(mirror, "registry.terraform.io/toys/toy/0.1.0", OS_ARCH);
  mkdirSync(version, { recursive: true });
  cpSync(dirname(executable), version, { recursive: true });
});

beforeEach(async () => {
  workspace = new TerraformWorkspace(`filesystem_mirror { path = ${JSON.stringify(mirror)} }`);
  configure("");
  await workspace.run("init");
});

afterEach(() => workspace.remove());

afterAll(() => {
  rmSync(mirror, { recursive: true });
  rmSync(dirname(executable), { recursive: true });
});

function configure(body: string): void {
  workspace.write(`
    terraform {
      required_providers {
        toy = { source = "toys/toy" }
      }
    }
    provider "toy" {
      directory = ${JSON.stringify(notesFolder())}
    }
    ${body}`);
}

function notesFolder(): string {
  return join(workspace.folder, "notes");
}

function notes(): Record<string, unknown>[] {
  return readdirSync(notesFolder()).map(
    (file) =>
      JSON.parse(readFileSync(join(notesFolder(), file), "utf8")) as Record<string, unknown>,
  );
}

const EVERYTHING = `
  resource "toy_note" "all" {
    title    = "Everything"
    priority = 3
    weight   = 12345678901234567890.125
    tags     = ["b", "a", "a"]
    lines    = ["one", "two"]
    labels   = { __proto__ = "kept", "zażółć" = "gęślą" }
    corner   = [0.1, "left"]
    origin   = { city = "Rome", year = null }
    extra    = { any = [1, "x", { deep = true }], huge = 9007199254740993 }
    author   = { name = "Ada", email = "ada@example.org" }
    sections = [{ heading = "Intro" }, { heading = "More", level = 2 }]
    links    = { home = { url = "https://example.org" } }
    reviewers = [{ name = "Bob" }, { name = "Eve", votes = 2 }]
    timeouts {
      create = "1h"
    }
  }`;

it("tells Terraform exactly the schema that the author declared", async () => {
  const { stdout } = await workspace.run("providers", "schema", "-json");
  const { provider_schemas: told } = JSON.parse(stdout) as { provider_schemas: object };
  const declared = toProviderSchemaJson(
    { ...describeProvider(createToyProvider()), identities: {} }, // asked for from 1.12 on
    "registry.terraform.io/toys/toy",
  );
  expect(told).toEqual(declared.provider_schemas);
});

it("goes the whole way: validate, plan, apply, no change, drift, update, destroy", async () => {
  configure(EVERYTHING);
  await workspace.run("validate");
  await workspace.run("plan", "-out=first");
  expect(await workspace.actionsOf("first")).toEqual({ "toy_note.all": ["create"] });
  await workspace.run("apply", "first");
  expect(workspace.stateOf("toy_note.all")?.attributes).toMatchObject({
    ready: true,
    slug: "everything",
    labels: { ["__proto__"]: "kept", zażółć: "gęślą" },
    author: { initials: "A" },
    sections: [{ level: 1, anchor: "intro" }, { level: 2 }],
    tags: ["a", "b"],
    timeouts: { create: "1h" },
  });
  expect(workspace.read("terraform.tfstate")).toContain('"weight": 12345678901234567890.125');
  expect(workspace.read("terraform.tfstate")).toContain("9007199254740993");
  expect((await workspace.run("plan", "-detailed-exitcode")).output).toContain("No changes");

  const [stored] = notes();
  const file = join(notesFolder(), `${String(stored!["id"])}.json`);
  writeFileSync(file, JSON.stringify({ ...stored, title: "Changed by hand" }));
  await workspace.run("plan", "-out=drift");
  expect(await workspace.actionsOf("drift")).toEqual({ "toy_note.all": ["update"] });
  await workspace.run("apply", "drift");
  expect(notes()).toMatchObject([{ title: "Everything", revision: 2 }]);

  await workspace.run("destroy", "-auto-approve");
  expect(notes()).toEqual([]);
});

it("creates anew what is gone, and replaces where the schema says so", async () => {
  configure(`resource "toy_note" "a" { title = "A" }`);
  await workspace.run("apply", "-auto-approve");
  rmSync(notesFolder(), { recursive: true });
  await workspace.run("plan", "-out=gone");
  expect(await workspace.actionsOf("gone")).toEqual({ "toy_note.a": ["create"] });
  await workspace.run("apply", "gone");
  configure(`resource "toy_note" "a" {
    title = "A"
    kind  = "rich"
  }`);
  await workspace.run("plan", "-out=replace");
  expect(await workspace.actionsOf("replace")).toEqual({ "toy_note.a": ["delete", "create"] });
  await workspace.run("apply", "replace");
  expect(notes()).toHaveLength(1);
});

it("shows a mistake at its place in the configuration", async () => {
  configure(`resource "toy_note" "a" {
    title    = "A"
    priority = 0
    pinned   = true
  }`);
  const { code, output } = await workspace.try("validate");
  expect(code).toBe(1);
  expect(output).toContain("Pinned Without Priority");
  expect(output).toMatch(/on main\.tf line \d+, in resource "toy_note" "a":\n.*pinned +=/);
});

it("imports by command and by block", async () => {
  mkdirSync(notesFolder(), { recursive: true });
  for (const id of ["one", "two"]) {
    const stored = { id, title: id, slug: id, revision: 7, ready: true, secretLength: null };
    writeFileSync(join(notesFolder(), `${id}.json`), JSON.stringify(stored));
  }
  configure(`
    resource "toy_note" "one" { title = "one" }
    resource "toy_note" "two" { title = "two" }
    import {
      to = toy_note.two
      id = "two"
    }`);
  await workspace.run("import", "toy_note.one", "one");
  await workspace.run("plan", "-out=plan");
  expect(await workspace.actionsOf("plan")).toEqual({
    "toy_note.one": ["no-op"],
    "toy_note.two": ["no-op"],
  });
  await workspace.run("apply", "plan");
  expect(workspace.stateOf("toy_note.two")?.attributes).toMatchObject({ id: "two", revision: 7 });
  expect((await workspace.try("import", "toy_note.x", "none")).output).toContain("Error");
});

it("moves a resource to another type", async () => {
  configure(`resource "toy_memo" "old" { text = "Remember" }`);
  await workspace.run("apply", "-auto-approve");
  const { id } = workspace.stateOf("toy_memo.old")!.attributes;
  configure(`
    resource "toy_note" "new" { title = "Remember this" }
    moved {
      from = toy_memo.old
      to   = toy_note.new
    }`);
  await workspace.run("apply", "-auto-approve", "-refresh=false");
  expect(workspace.stateOf("toy_note.new")?.attributes).toMatchObject({
    id,
    title: "Remember this",
  });
});

it("upgrades state of an older schema version", async () => {
  configure(`resource "toy_note" "a" { title = "A" }`);
  await workspace.run("apply", "-auto-approve");
  const state = workspace.read("terraform.tfstate");
  workspace.write(
    state
      .replace('"title": "A"', '"subject": "A"')
      .replace('"schema_version": 1', '"schema_version": 0'),
    "terraform.tfstate",
  );
  expect((await workspace.run("plan", "-detailed-exitcode")).output).toContain("No changes");
});

it("passes secrets through without storing them", async () => {
  configure(`
    ephemeral "toy_token" "t" { name = "ada" }
    resource "toy_note" "a" {
      title          = "A"
      secret         = ephemeral.toy_token.t.token
      secret_version = 1
    }`);
  await workspace.run("apply", "-auto-approve");
  const { attributes } = workspace.stateOf("toy_note.a")!;
  expect(attributes).toMatchObject({ secret: null, secret_length: "token-of-ada".length });
  expect(workspace.read("terraform.tfstate")).not.toContain("token-of-ada");
});

it("reads data and calls functions", async () => {
  configure(`
    resource "toy_note" "a" { title = "A" }
    data "toy_note" "again" { id = toy_note.a.id }
    output "title" { value = data.toy_note.again.title }
    output "loud" { value = provider::toy::shout("hey", 2, "you") }`);
  await workspace.run("apply", "-auto-approve");
  const outputs = JSON.parse((await workspace.run("output", "-json")).stdout) as Record<
    string,
    { value: unknown }
  >;
  expect(outputs["title"]?.value).toBe("A");
  expect(outputs["loud"]?.value).toEqual(["HEY YOU", "HEY YOU"]);
  workspace.write(`output "bad" { value = provider::toy::shout("", 1) }`, "bad.tf");
  expect((await workspace.try("plan")).output).toContain("There is nothing to say");
});

it("keeps what an interrupted apply reached, untainted, and goes on from there", async () => {
  const body = (fail: string): string => `resource "toy_note" "a" {
    title = "A"
    ${fail}
  }`;
  configure(body(`fail = { create = "wait" }`));
  const apply = workspace.start(["apply", "-auto-approve"], { TF_LOG_PROVIDER: "info" });
  await apply.waitFor("waiting for the stop signal");
  process.kill(-apply.process.pid!, "SIGINT"); // to the whole group, like Ctrl-C
  const { code, output } = await apply.ended;
  expect(code).toBe(1);
  expect(output).toContain("execution halted");
  const { status, attributes } = workspace.stateOf("toy_note.a")!;
  expect(status).toBeUndefined();
  expect(attributes).toMatchObject({ ready: false });

  configure(body(""));
  await workspace.run("plan", "-out=resume");
  expect(await workspace.actionsOf("resume")).toEqual({ "toy_note.a": ["update"] });
  await workspace.run("apply", "resume");
  expect(workspace.stateOf("toy_note.a")?.attributes).toMatchObject({ ready: true });
});
