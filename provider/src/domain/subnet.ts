/** A range of addresses: the first `prefix` bits of `base` are fixed. */
export interface Subnet {
  readonly family: 4 | 6;
  /** The lowest address, as a number. */
  readonly base: bigint;
  readonly prefix: number;
}

/** Reads `10.96.0.0/22` or `fd00::/48`; host bits are cleared. Undefined when the text is no subnet. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = "", length = "", ...rest] = text.trim().split("/");
  const parsed = parseAddress(address);
  if (parsed === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = Number(length);
  const bits = bitsOf(parsed.family);
  if (prefix > bits) return undefined;
  const free = BigInt(bits - prefix);
  return { family: parsed.family, base: (parsed.number >> free) << free, prefix };
}

/** Reads a list like `10.0.0.0/16,fd00::/48`, as dual-stack clusters have; undefined when one part is no subnet. */
export function parseSubnets(text: string): readonly Subnet[] | undefined {
  const subnets = text.split(",").map(parseSubnet);
  return subnets.every((subnet) => subnet !== undefined) ? subnets : undefined;
}

/** Whether two subnets share an address; subnets of different families never do. */
export function overlaps(a: Subnet, b: Subnet): boolean {
  if (a.family !== b.family) return false;
  const free = BigInt(bitsOf(a.family) - Math.min(a.prefix, b.prefix));
  return a.base >> free === b.base >> free;
}

/** Whether an address, `10.96.0.1` or `fd00::1`, lies in a subnet; no for what is no address. */
export function contains(subnet: Subnet, address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed?.family !== subnet.family) return false;
  const free = BigInt(bitsOf(subnet.family) - subnet.prefix);
  return parsed.number >> free === subnet.base >> free;
}

/** Whether two texts name the same ranges, however they are written. */
export function sameSubnets(a: string, b: string): boolean {
  const [left, right] = [parseSubnets(a), parseSubnets(b)];
  if (left === undefined || right === undefined) return a === b;
  return (
    left.length === right.length && left.every((subnet, index) => sameSubnet(subnet, right[index]))
  );
}

/** Whether a text is an IPv4 or IPv6 address, and of which family. */
export function addressFamily(text: string): 4 | 6 | undefined {
  return parseAddress(text)?.family;
}

function sameSubnet(a: Subnet, b: Subnet | undefined): boolean {
  return a.family === b?.family && a.base === b.base && a.prefix === b.prefix;
}

interface Address {
  readonly family: 4 | 6;
  readonly number: bigint;
}

function parseAddress(text: string): Address | undefined {
  return text.includes(":") ? parseVersion6(text) : parseVersion4(text);
}

function parseVersion4(text: string): Address | undefined {
  const parts = text.split(".");
  const isValid =
    parts.length === 4 &&
    parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isValid ? { family: 4, number: toNumber(parts.map(Number), 8n) } : undefined;
}

function parseVersion6(text: string): Address | undefined {
  const [head = "", tail, ...rest] = text.split("::");
  const left = groupsOf(head);
  const right = tail === undefined ? [] : groupsOf(tail);
  if (rest.length > 0 || left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return {
    family: 6,
    number: toNumber([...left, ...Array<number>(missing).fill(0), ...right], 16n),
  };
}

function groupsOf(text: string): readonly number[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const embedded = parseVersion4(parts.at(-1) ?? "");
  const words = embedded === undefined ? parts : parts.slice(0, -1);
  if (!words.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word))) return undefined;
  const numbers = words.map((word) => parseInt(word, 16));
  if (embedded === undefined) return numbers;
  return [...numbers, Number(embedded.number >> 16n), Number(embedded.number & 0xffffn)];
}

function toNumber(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((sum, part) => (sum << width) | BigInt(part), 0n);
}

function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}
