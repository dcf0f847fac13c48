import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Some bytes of a stream, as they travel. */
export interface Piece {
  readonly content: Uint8Array;
  /** How many bytes of the stream it stands for. */
  readonly bytes: number;
}

const BLOCK = 256 * 1024;
/** The quickest level: programs shrink to two fifths; what cannot shrink is stored. */
const LEVEL = 1;
/** Blocks that are packed at the same time, each on a thread of its own. */
const AT_ONCE = 2;

const pack = promisify(gzip);

/**
 * Packs a stream block by block, beside the thread that asks. Each piece is a whole gzip member; members one after the other
 * are one gzip file (RFC 1952, 2.2).
 */
export async function* packBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  const underWay: Promise<Piece>[] = [];
  for await (const block of blocksOf(source)) {
    underWay.push(packBlock(block));
    if (underWay.length >= AT_ONCE) yield await underWay.shift()!;
  }
  for (const block of underWay) yield await block;
}

async function packBlock(block: Uint8Array): Promise<Piece> {
  return { content: await pack(block, { level: LEVEL }), bytes: block.length };
}

async function* blocksOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let [waiting, size]: [Uint8Array[], number] = [[], 0];
  for await (const chunk of source) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < BLOCK) continue;
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}
