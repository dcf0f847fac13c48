import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Some bytes of a stream, as they travel. */
export interface Piece {
  readonly content: Uint8Array;
  /** How many bytes of the stream it stands for. */
  readonly bytes: number;
}

const BLOCK = 256 * 1024;
/** The quickest level: programs shrink to two fifths. */
const PACKED = 1;
/** What is only wrapped costs next to nothing. */
const STORED = 0;
/** How many times longer than for the line the packer is waited for where the line is a fast one. */
const FAST = 4;
/** How much of what was waited before still counts with the next block. */
const MEMORY = 0.8;

const pack = promisify(gzip);

/**
 * Packs a stream block by block, beside the thread that asks: as long as the line is waited for, too, else blocks are only
 * wrapped. Each piece is a whole gzip member; members one after the other are one gzip file (RFC 1952, 2.2).
 */
export async function* packBlocks(
  source: AsyncIterable<Uint8Array>,
  now: () => number = () => performance.now(),
): AsyncGenerator<Piece> {
  const waited = { packer: 0, line: 0 };
  let before: Promise<Piece> | undefined;
  for await (const block of blocksOf(source)) {
    // Two at a time, each on a thread of its own.
    const underWay = before;
    before = packBlock(block, waited.packer > FAST * waited.line ? STORED : PACKED);
    if (underWay === undefined) continue;
    const asked = now();
    const piece = await underWay;
    const had = now();
    yield piece;
    waited.packer = MEMORY * waited.packer + had - asked;
    waited.line = MEMORY * waited.line + now() - had;
  }
  if (before !== undefined) yield await before;
}

async function packBlock(block: Uint8Array, level: number): Promise<Piece> {
  return { content: await pack(block, { level }), bytes: block.length };
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
