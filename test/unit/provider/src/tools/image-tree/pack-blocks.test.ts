import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { packBlocks } from "../../../../../../provider/src/tools/image-tree/pack-blocks";

const PROGRAM = readFileSync(process.execPath).subarray(0, 6_000_000);

async function* chunksOf(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
    await Promise.resolve();
  }
}

/** How many milliseconds each piece is waited for, and each piece takes on the line. */
interface Waits {
  readonly packer: number;
  readonly line: number;
}

/** What a line carries for some bytes. */
async function carry(bytes: Buffer, { packer, line }: Waits) {
  const steps = [0, packer, line];
  let [time, looks, told] = [0, 0, 0];
  const pieces: Uint8Array[] = [];
  for await (const piece of packBlocks(chunksOf(bytes), () => (time += steps[looks++ % 3]!))) {
    pieces.push(piece.content);
    told += piece.bytes;
  }
  return { packed: Buffer.concat(pieces), told };
}

describe("a stream that is packed", () => {
  test.each([
    ["of a program", PROGRAM],
    ["of what cannot be packed", randomBytes(3_000_001)],
    ["of a few bytes", Buffer.from("few")],
  ])("%s is one gzip file, and tells how much each piece stands for", async (_of, bytes) => {
    const { packed, told } = await carry(bytes, { packer: 1, line: 1 });
    expect(gunzipSync(packed).equals(bytes)).toBe(true);
    expect(told).toBe(bytes.length);
  });

  test("without bytes has no pieces", async () => {
    expect((await carry(Buffer.alloc(0), { packer: 1, line: 1 })).packed).toHaveLength(0);
  });

  test("shrinks where the line is slow", async () => {
    const { packed } = await carry(PROGRAM, { packer: 4, line: 2 });
    expect(packed.length).toBeLessThan(0.5 * PROGRAM.length);
  });

  test("is only wrapped where nothing but the packing is waited for", async () => {
    const { packed } = await carry(PROGRAM, { packer: 20, line: 2 });
    expect(packed.length).toBeGreaterThan(0.9 * PROGRAM.length);
  });
});
