import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Severity } from "../../provider/sdk/protocol/generated/tfplugin6";
import { UNKNOWN } from "../../provider/sdk/values/unknown";
import { terraformObject } from "../../provider/sdk/values/terraform-value";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { OldTerraform } from "../support/protocol-client/old-terraform";
import { StartedProviders } from "../support/protocol-client/started-providers";

const STATES = join(__dirname, "../states");

const providers = new StartedProviders();
let executable: string;
let terraform: OldTerraform;

beforeAll(() => {
  executable = buildForTest("provider/src/main.ts", "sealos");
  terraform = new OldTerraform(providers, executable);
});

afterEach(() => providers.endAll());

afterAll(() => rmSync(dirname(executable), { recursive: true }));

/** A host as it is declared, and what Terraform proposes: what the provider computes is not known. */
const HOST = { address: "192.0.2.11", name: "cp-1", images: [UNKNOWN], roles: ["control-plane"] };
const COMPUTED = ["id", "machine_id", "ready", "status", "steps", "generation"];
const PROPOSED = { ...HOST, ...Object.fromEntries(COMPUTED.map((name) => [name, UNKNOWN])) };

describe("the oldest Terraform, 1.5, which knows no capabilities", () => {
  it("validates a host", async () => {
    expect(await terraform.validate({}, "sealos_host", HOST)).toEqual([]);
  });

  it("is told that it cannot keep a write-only password out of its state", async () => {
    const registry = terraformObject([["password", "secret"]]);
    const told = await terraform.validate({}, "sealos_host", { ...HOST, registry });
    expect(told).toEqual([
      expect.objectContaining({
        detail: expect.stringContaining("Use Terraform or OpenTofu 1.11 or later") as string,
      }),
    ]);
    expect(JSON.stringify(told)).not.toContain("secret");
  });

  it("plans a host with images that are not known yet, and reads what will happen", async () => {
    const { planned, told } = await terraform.planNew("sealos_host", HOST, PROPOSED);
    expect(told.filter(({ severity }) => severity === Severity.ERROR)).toEqual([]);
    expect(planned).toMatchObject({ address: "192.0.2.11", ready: UNKNOWN });
  });

  it("refuses constructs of another line at its first call", async () => {
    const [told] = await terraform.validate({ constructs_version: "99.0.0" }, "sealos_host", HOST);
    expect(told?.summary).toBe("Constructs Do Not Fit The Provider");
  });
});

describe.each(readdirSync(STATES).filter((name) => !name.endsWith(".ts")))(
  "the state of %s, read by the oldest Terraform",
  (release) => {
    const text = readFileSync(join(STATES, release, "terraform.tfstate"), "utf8");
    const objects = (JSON.parse(text) as State).resources.flatMap(({ type, name, instances }) =>
      instances.map((instance) => ({ type, name, ...instance })),
    );

    it.each(objects.map((each) => [each.type, each.name, each] as const))(
      "has %s.%s in a form of today",
      async (type, _name, { schema_version: version, attributes }) => {
        const { json, told } = await terraform.upgradeState(
          type,
          version,
          JSON.stringify(attributes),
        );
        expect(told).toEqual([]);
        expect(JSON.parse(json)).toMatchObject({ id: attributes["id"] });
      },
    );
  },
);

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly schema_version: number;
      readonly attributes: Readonly<Record<string, unknown>>;
    }[];
  }[];
}
