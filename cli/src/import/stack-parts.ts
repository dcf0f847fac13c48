import type { ImageType } from "../../../provider/src/domain/image-mount";
import { argumentProps } from "./argument-props";
import { camelCase, type Names } from "./names";
import { code, sourceOf, type Value } from "./source";
import type { StackApp, StackFacts, StackImage, StackMachine } from "./stack-facts";
import type { Variables } from "./stack-variables";

/** What the parts of a stack share. */
export interface Around {
  readonly facts: StackFacts;
  readonly names: Names;
  readonly variables: Variables;
  /** The control plane through which everything is imported, as an import id has it. */
  readonly place: string;
}

/** `[login@]address[:port]`. */
export function placeOf({
  address,
  port,
  profile,
}: Pick<StackMachine, "address" | "port" | "profile">): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return `${profile === undefined ? "" : `${profile}@`}${host}${port === 22 ? "" : `:${port}`}`;
}

/** The import of an object; arguments beside the `id` make the import id a JSON object. */
export function importLines(
  object: string,
  { id, ...beside }: Readonly<Record<string, Value>>,
): readonly string[] {
  if (Object.keys(beside).length === 0) return [`${object}.importFrom(${sourceOf(id)});`];
  const column = `${object}.importFrom(JSON.stringify());`.length;
  const members = sourceOf({ id, ...beside }, column);
  if (!members.includes("\n")) return [`${object}.importFrom(JSON.stringify(${members}));`];
  const inner = sourceOf({ id, ...beside }, column, 2);
  return [`${object}.importFrom(`, `  JSON.stringify(${inner}),`, ");"];
}

/** Variables of the patches' mounts. */
export function patchNames({ patches }: StackFacts): readonly string[] {
  return patches.map((_patch, index) => `patch${index + 1}`);
}

/** What the variables of an image mount and of what it is made of are called, its construct's id, and what the image is for. */
export interface MountName {
  readonly name: string;
  readonly source: string;
  readonly id: string;
  readonly type: ImageType;
}

/** An image mount as the variable `name`, and what it is made of as `source`, which other import ids cite. */
export function imageLines(
  { name, source, id, type }: MountName,
  { image, platform, configs }: StackImage,
  comment: readonly string[] = [],
): readonly string[] {
  const props: Value = {
    image,
    ...(platform === undefined ? {} : { platform }),
    ...(configs.length === 0
      ? {}
      : {
          configs: configs.map(({ path, strategy, data, match }) =>
            argumentProps({ path, strategy, match: match ?? null, data }),
          ),
        }),
  };
  const members = Object.keys(props).map(
    (key) => [key === "image" ? "id" : key, code(`${source}.${key}`)] as const,
  );
  return [
    ...comment,
    `const ${source} = ${sourceOf(props, 40)};`,
    `const ${name} = new ImageMount(stack, ${sourceOf(`${id}-image`)}, ${source});`,
    // What uses the mount tells it the type.
    ...importLines(`${name}.resource`, { ...Object.fromEntries(members), expected_type: type }),
    "",
  ];
}

/** An application, its image before it. */
export function appLines(app: StackApp, around: Around): readonly string[] {
  const { facts, names, variables, place } = around;
  const variable = names(camelCase(app.name));
  const [image, source] = [names(`${variable}Image`), names(`${variable}Source`)];
  const { env, ...others } = app.arguments;
  const own = (env ?? {}) as Readonly<Record<string, string>>;
  const isShared = JSON.stringify(own) === JSON.stringify(facts.env);
  const { value, open } = variables.environment(own, isShared ? "" : app.name);
  const props: Value = {
    image: code(image),
    ...(Object.keys(own).length === 0 ? {} : { env: isShared ? code("cluster.env") : value }),
    ...argumentProps(others, NOT_PROPS),
  };
  const id = `${place}/${facts.cluster}/${app.name}`;
  const told =
    facts.madeBy === "provider"
      ? {}
      : {
          image: code(source),
          ...(Object.keys(open).length > 0 ? { env: open } : {}),
        };
  return [
    ...imageLines({ name: image, source, id: app.name, type: "application" }, app.image),
    `const ${variable} = new App(cluster, ${sourceOf(app.name)}, ${sourceOf(props, 60)});`,
    ...importLines(`${variable}.resource`, { id, ...told }),
    "",
  ];
}

const NOT_PROPS = ["name", "cluster_id", "control_plane", "registry_host", "image"];
