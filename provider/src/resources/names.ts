import * as z from "zod/mini";

/** A name that becomes part of paths, units and commands on hosts. */
export const pathNameType = z.string().check(
  z.refine((name) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name), {
    error:
      "it becomes part of file names: write up to 63 letters, digits, dots, dashes and underscores, and begin with a letter or digit",
  }),
);

const HOST_NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const LONGEST_HOST_NAME = 64; // of Linux

/** What a machine can be called (RFC 1123). */
export const hostNameType = z.string().check(
  z.refine((name) => name.length <= LONGEST_HOST_NAME && HOST_NAME.test(name), {
    error: `it is no host name: write up to ${LONGEST_HOST_NAME} letters, digits, dots and dashes, and begin and end with a letter or digit`,
  }),
);

const LONGEST_NODE_NAME = 253;

/** What Kubernetes lets a node be called. */
export const nodeNameType = z.string().check(z.refine(isNodeName, { error: noNodeName("it") }));

/** A record whose keys are names of nodes. */
export function byNodeName<Value extends z.core.SomeType>(
  value: Value,
): z.ZodMiniRecord<z.ZodMiniString, Value> {
  return z.record(z.string(), value).check(
    z.refine((record) => Object.keys(record).every(isNodeName), {
      error: noNodeName("one of its keys"),
    }),
  );
}

function isNodeName(name: string): boolean {
  return name.length <= LONGEST_NODE_NAME && HOST_NAME.test(name) && name === name.toLowerCase();
}

function noNodeName(what: string): string {
  return `${what} is no name of a node: write lower-case letters, digits, dots and dashes, and begin and end with a letter or digit`;
}
