import { createProviderServer, type SchemaDescription } from "../../../../provider/sdk";
import { createProvider } from "../../../../provider/src/provider";

const schema = createProviderServer(
  createProvider(() => {
    throw new Error("a schema needs no services");
  }),
).getProviderSchema();

type Attribute = SchemaDescription["provider"]["block"]["attributes"][number];

/** Every attribute, nested ones too, with its path. */
function attributesOf(attributes: readonly Attribute[], path: string): [string, Attribute][] {
  return attributes.flatMap((attribute) => {
    const own = `${path}.${attribute.name}`;
    const nested = attribute.nestedType?.attributes ?? [];
    return [[own, attribute] as [string, Attribute], ...attributesOf(nested, own)];
  });
}

const all = [
  ...attributesOf(schema.provider.block.attributes, "provider"),
  ...Object.entries(schema.resources).flatMap(([type, { block }]) =>
    attributesOf(block.attributes, type),
  ),
];

describe("the provider's schema", () => {
  const secrets = all.filter(
    ([, { name }]) =>
      /password|secret|token|passphrase|private_key$|credential|kubeconfig$/.test(name) &&
      !/_(file|version)$/.test(name),
  );

  it("has secrets in every way to log in", () => {
    expect(secrets.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        "provider.ssh.password",
        "provider.ssh.bastion.private_key",
        "provider.ssh_profiles.passphrase",
        "provider.registry_auth.password",
      ]),
    );
  });

  it.each(secrets)("hides %s", (_, { sensitive, writeOnly }) => {
    expect(sensitive === true || writeOnly === true).toBe(true);
  });

  it.each(all)("describes %s in whole sentences", (_, { description }) => {
    expect(description).toMatch(/\S.*[.`]$/s);
  });

  it("keeps no secret in a state", () => {
    const inState = secrets.filter(
      ([path, { writeOnly }]) => !path.startsWith("provider.") && writeOnly !== true,
    );
    expect(inState).toEqual([]);
  });
});
