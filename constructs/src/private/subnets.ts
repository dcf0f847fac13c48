import { isIPv4, isIPv6 } from "node:net";

/** A block of addresses as numbers, both ends included. */
interface Block {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Whether two subnets in CIDR form, or two comma-separated lists of such, share an address. Text that is no subnet
 * shares none.
 */
export function subnetsOverlap(a: string, b: string): boolean {
  const others = blocks(b);
  return blocks(a).some((left) => others.some((right) => blocksOverlap(left, right)));
}

/** Whether the text is an IPv4 or IPv6 subnet in CIDR form, or a comma-separated list of such. */
export function isSubnet(text: string): boolean {
  return text.split(",").every((part) => parseBlock(part.trim()) !== undefined);
}

function blocksOverlap(a: Block, b: Block): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

function blocks(text: string): readonly Block[] {
  return text
    .split(",")
    .map((part) => parseBlock(part.trim()))
    .filter((block) => block !== undefined);
}

function parseBlock(text: string): Block | undefined {
  const [address, length, ...rest] = text.split("/");
  if (address === undefined || length === undefined || rest.length > 0) return undefined;
  const family = isIPv4(address) ? 4 : isIPv6(address) ? 6 : undefined;
  const width = family === 4 ? 32 : 128;
  if (family === undefined || !/^\d{1,3}$/.test(length) || Number(length) > width) return undefined;
  const hostBits = BigInt(width - Number(length));
  const first =
    ((family === 4 ? ipv4Number(address) : ipv6Number(address)) >> hostBits) << hostBits;
  return { family, first, last: first + (1n << hostBits) - 1n };
}

function ipv4Number(address: string): bigint {
  return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6Number(address: string): bigint {
  const [head = "", tail] = address.split("::");
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const gap = Array<bigint>(8 - left.length - right.length).fill(0n);
  return [...left, ...gap, ...right].reduce((sum, group) => sum * 65536n + group, 0n);
}

function groups(text: string): readonly bigint[] {
  return text
    .split(":")
    .filter(Boolean)
    .flatMap((group) => {
      if (!group.includes(".")) return [BigInt(`0x${group}`)];
      const address = ipv4Number(group);
      return [address >> 16n, address & 0xffffn];
    });
}
