import { isSecretName } from "../../../provider/src/domain/declared";
import { enumMember } from "./argument-props";
import { camelCase, snakeCase, type Names } from "./names";
import { code, type Value } from "./source";
import type { LoginSecret, StackLogin } from "./stack-facts";

/** The sensitive variables of a stack: they stand for every secret, so that none is written. */
export interface Variables {
  /** The value of a variable with this name in Terraform; declares it the first time. */
  secret(name: string): Value;
  /** An environment whose secret values are variables; `owner` tells those of several apart. `open` is what is no secret. */
  environment(
    env: Readonly<Record<string, string>>,
    owner: string,
  ): { readonly value: Value; readonly open: Readonly<Record<string, string>> };
  /** Their declarations. */
  lines(): readonly string[];
}

/** Makes the {@link Variables} of one stack. */
export function createVariables(names: Names): Variables {
  const declared = new Map<string, string>();
  const secret = (name: string): Value => {
    const variable = declared.get(name) ?? names(camelCase(name));
    declared.set(name, variable);
    return code(`${variable}.stringValue`);
  };
  return {
    secret,
    environment(env, owner) {
      const entries = Object.entries(env);
      const name = (key: string): string =>
        snakeCase(["env", owner, key].filter(Boolean).join("_"));
      return {
        value: Object.fromEntries(
          entries.map(([key, value]) => [key, isSecretName(key) ? secret(name(key)) : value]),
        ),
        open: Object.fromEntries(entries.filter(([key]) => !isSecretName(key))),
      };
    },
    lines: () =>
      [...declared].flatMap(([name, variable]) => [
        `const ${variable} = new TerraformVariable(stack, ${JSON.stringify(name)}, {`,
        '  type: "string",',
        "  sensitive: true,",
        "});",
      ]),
  };
}

/** A login as the construct library's `SshProfile`; `name` tells the secrets of several apart. */
export function loginValue(
  { settings, secrets, bastion }: StackLogin,
  name: string,
  variables: Variables,
): Readonly<Record<string, Value>> {
  const { hostKeyPolicy, ...plain } = settings;
  return {
    ...plain,
    ...Object.fromEntries(
      secrets.map((secret) => [secret, variables.secret(secretName(secret, name))]),
    ),
    ...(typeof hostKeyPolicy === "string"
      ? { hostKeyPolicy: enumMember("HostKeyPolicy", hostKeyPolicy) }
      : {}),
    ...(bastion === undefined
      ? {}
      : { bastion: loginValue(bastion, [name, "bastion"].filter(Boolean).join("_"), variables) }),
  };
}

function secretName(secret: LoginSecret, login: string): string {
  return snakeCase(["ssh", login, secret].filter(Boolean).join("_"));
}
