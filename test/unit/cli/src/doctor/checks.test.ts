import type { Machine } from "../../../../../cli/src/doctor/check";
import { checks } from "../../../../../cli/src/doctor/checks";
import { PRODUCT_VERSION } from "../../../../../provider/src/domain/product";

const GB = 1e9;

type Answers = Readonly<Record<string, readonly [exitCode: number, output: string]>>;
interface Difference extends Partial<Omit<Machine, "run" | "readFile" | "readFolder">> {
  readonly programs?: Answers;
  readonly files?: Readonly<Record<string, string>>;
}

const HEALTHY: Required<Pick<Difference, "programs" | "files">> = {
  programs: {
    "terraform version": [0, "Terraform v1.11.4\non linux_amd64\n"],
    "buildah --version": [
      0,
      "buildah version 1.28.2 (image-spec 1.0.2-dev, runtime-spec 1.0.2-dev)",
    ],
    "buildah info": [0, '{"store":{"GraphDriverName":"overlay","GraphRoot":"/images"}}'],
    "ssh-add -l": [0, "256 SHA256:a key (ED25519)\n256 SHA256:b other (ED25519)\n"],
  },
  files: {
    "/home/you/terraform.rc":
      'provider_installation {\n filesystem_mirror {\n  path = "/mirror"\n }\n}',
    [`/mirror/registry.terraform.io/cdktf-sealos/sealos/${PRODUCT_VERSION}/linux_amd64/provider`]:
      "",
    "/app/node_modules/cdktf/package.json": '{"version":"0.21.0"}',
    "/home/you/.ssh/known_hosts": "# mine\n192.0.2.11 ssh-ed25519 AAAA\n",
  },
};

/** A machine that lacks nothing, but for the difference; a program or file that is given as undefined is not there. */
function aMachine({ programs, files, ...rest }: Difference = {}): Machine {
  const answers = { ...HEALTHY.programs, ...programs };
  const texts = { ...HEALTHY.files, ...files };
  return {
    env: { TF_CLI_CONFIG_FILE: "/home/you/terraform.rc", SSH_AUTH_SOCK: "/run/agent" },
    home: "/home/you",
    folder: "/app",
    nodeVersion: "20.12.0",
    freeBytes: () => 50 * GB,
    run(argv) {
      const [exitCode, output] = answers[argv.join(" ")] ?? [127, `${argv[0]}: not found`];
      return Promise.resolve({ exitCode, stdout: output, stderr: output });
    },
    readFile: (path) => texts[path],
    readFolder: (path) =>
      Object.keys(texts)
        .filter((file) => file.startsWith(`${path}/`))
        .map((file) => file.slice(path.length + 1).split("/")[0]!),
    ...rest,
  };
}

async function look(name: string, difference: Difference = {}) {
  const found = await checks.find((check) => check.name === name)!.look(aMachine(difference));
  return `${found.level}: ${found.found}`;
}

it("a machine that lacks nothing passes every check", async () => {
  for (const check of checks) expect(await check.look(aMachine())).toMatchObject({ level: "ok" });
});

describe.each<[string, readonly (readonly [string, Difference, string])[]]>([
  ["Node", [["too old", { nodeVersion: "20.9.0" }, "problem: 20.9.0 is older than 20.12"]]],
  [
    "Start of Node",
    [
      [
        "slowed by certificates",
        { env: { NODE_EXTRA_CA_CERTS: "/ca.pem" } },
        "warning: NODE_EXTRA_CA_CERTS costs about 40 ms at each start of the provider",
      ],
      [
        "not slowed from 22 on",
        { env: { NODE_EXTRA_CA_CERTS: "/ca.pem" }, nodeVersion: "22.1.0" },
        "ok: nothing slows it",
      ],
    ],
  ],
  [
    "Terraform",
    [
      ["missing", without("terraform version"), "problem: no terraform or tofu on the PATH"],
      [
        "OpenTofu in its place",
        {
          programs: {
            ...without("terraform version").programs,
            "tofu version": [0, "OpenTofu v1.12.0\n"],
          },
        },
        "ok: tofu 1.12.0",
      ],
      [
        "the program that cdktf is told to take, missing",
        { env: { TERRAFORM_BINARY_NAME: "tofu" } },
        "problem: no tofu on the PATH",
      ],
      ["too old", terraform("1.4.9"), "problem: terraform 1.4.9 is older than 1.5"],
      [
        "of middle age",
        terraform("1.9.8"),
        "warning: terraform 1.9.8 has no write-only passwords (1.11), ephemeral resources (1.10)",
      ],
    ],
  ],
  [
    "Provider mirror",
    [
      [
        "not configured",
        { env: {} },
        "warning: none: Terraform asks its registry for the provider",
      ],
      [
        "in a relative configuration",
        { env: { TF_CLI_CONFIG_FILE: "terraform.rc" } },
        "problem: TF_CLI_CONFIG_FILE is terraform.rc: Terraform looks it up in the stack's folder below cdktf.out",
      ],
      [
        "in a configuration that is gone",
        { env: { TF_CLI_CONFIG_FILE: "/gone.rc" } },
        "problem: TF_CLI_CONFIG_FILE is /gone.rc, and cannot be read",
      ],
      [
        "at a relative path",
        { files: { "/home/you/terraform.rc": 'filesystem_mirror { path = "mirror" }' } },
        "problem: the mirror mirror is looked up in the stack's folder below cdktf.out",
      ],
      [
        "of another version, packed",
        {
          files: {
            "/home/you/terraform.rc": 'filesystem_mirror { path = "/old" }',
            "/old/registry.opentofu.org/cdktf-sealos/sealos/terraform-provider-sealos_0.0.9_linux_amd64.zip":
              "",
          },
        },
        `problem: the mirror has 0.0.9, this package is ${PRODUCT_VERSION}`,
      ],
    ],
  ],
  [
    "Engine",
    [
      ["none", { folder: "/elsewhere" }, "ok: none here: plain Terraform needs none"],
      ["two", installed("cdktn", "0.24.0"), "warning: cdktf 0.21.0 and cdktn 0.24.0 in one app"],
      [
        "cdktf's command on Node 24",
        { ...installed("cdktf-cli", "0.21.0"), nodeVersion: "24.1.0" },
        "problem: cdktf-cli does not start on Node 24.1.0: it has no terminal module for it",
      ],
      [
        "cdktn's command on Node 20",
        installed("cdktn-cli", "0.24.0"),
        "problem: cdktn-cli does not start on Node 20.12.0",
      ],
    ],
  ],
  ["buildah", [["missing", without("buildah --version"), "problem: not on the PATH"]]],
  [
    "Image storage",
    [
      ["without buildah", without("buildah info"), "warning: not looked at: there is no buildah"],
      [
        "refused",
        {
          programs: { "buildah info": [125, "level=error\ncannot clone: Operation not permitted"] },
        },
        "problem: buildah info fails: cannot clone: Operation not permitted",
      ],
      ["nearly full", { freeBytes: () => 3 * GB }, "warning: overlay in /images, 3 GB free"],
      [
        "of a driver that copies",
        {
          programs: {
            "buildah info": [0, '{"store":{"GraphDriverName":"vfs","GraphRoot":"/images"}}'],
          },
        },
        "warning: vfs in /images, 50 GB free",
      ],
    ],
  ],
  [
    "SSH credentials",
    [
      ["none", { env: {} }, "warning: no SSH agent and nothing in the environment"],
      [
        "in the environment, not shown",
        { env: { SEALOS_SSH_PASSWORD: "secret" } },
        "ok: SEALOS_SSH_PASSWORD",
      ],
      [
        "an empty agent",
        { programs: { "ssh-add -l": [1, ""] } },
        "warning: the SSH agent has no keys",
      ],
      [
        "an agent that is gone",
        { programs: { "ssh-add -l": [2, ""] } },
        "warning: no agent answers at SSH_AUTH_SOCK (/run/agent)",
      ],
    ],
  ],
  [
    "Known hosts",
    [
      [
        "none",
        { home: "/home/new" },
        "warning: none in /home/new/.ssh/known_hosts: the key of the first contact is trusted, and required from then on",
      ],
    ],
  ],
])("the check of %s", (name, cases) => {
  it.each(cases)("tells: %s", async (_what, difference, told) => {
    expect(await look(name, difference)).toBe(told);
  });
});

it("every finding that is not well has a cure", async () => {
  const bare = aMachine({
    env: { NODE_EXTRA_CA_CERTS: "/ca.pem" },
    home: "/nobody",
    nodeVersion: "18.0.0",
    freeBytes: () => 0,
    programs: Object.fromEntries(Object.keys(HEALTHY.programs).map((name) => [name, [127, ""]])),
    ...{ files: installed("cdktn", "0.24.0").files },
  });
  for (const check of checks) {
    expect(await check.look(bare)).toMatchObject({ cure: expect.stringMatching(/\.$/) as string });
  }
});

function without(command: string): Difference & { readonly programs: Answers } {
  return { programs: { [command]: [127, "not found"] } };
}

function terraform(version: string): Difference {
  return { programs: { "terraform version": [0, `Terraform v${version}\n`] } };
}

function installed(
  name: string,
  version: string,
): Difference & { readonly files: Record<string, string> } {
  return { files: { [`/app/node_modules/${name}/package.json`]: JSON.stringify({ version }) } };
}
