/** What the next item is; containers announce how many items (or pairs) follow. */
export type MessagePackItem =
  | { readonly kind: "nil" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "binary"; readonly value: Buffer }
  | { readonly kind: "array"; readonly size: number }
  | { readonly kind: "map"; readonly size: number }
  | { readonly kind: "extension" };

/**
 * Reads MessagePack items one after the other. The content of extensions is skipped: the only ones that Terraform
 * sends mean "unknown", whatever refinement they carry.
 * @throws RangeError when the bytes end in the middle of an item or hold a code that the format does not define.
 */
export class MessagePackReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether every byte has been read. */
  get isAtEnd(): boolean {
    return this.#at === this.#buffer.length;
  }

  next(): MessagePackItem {
    const code = this.#unsigned(1);
    if (code < 0x80) return integer(BigInt(code));
    if (code < 0x90) return { kind: "map", size: code & 0x0f };
    if (code < 0xa0) return { kind: "array", size: code & 0x0f };
    if (code < 0xc0) return this.#string(code & 0x1f);
    if (code >= 0xe0) return integer(BigInt(code - 0x100));
    return this.#coded(code);
  }

  #coded(code: number): MessagePackItem {
    switch (code) {
      case 0xc0:
        return { kind: "nil" };
      case 0xc2:
      case 0xc3:
        return { kind: "bool", value: code === 0xc3 };
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return { kind: "binary", value: this.#take(this.#unsigned(1 << (code - 0xc4))) };
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(this.#unsigned(1 << (code - 0xc7)));
      case 0xca:
        return { kind: "float", value: this.#take(4).readFloatBE() };
      case 0xcb:
        return { kind: "float", value: this.#take(8).readDoubleBE() };
      case 0xcc:
      case 0xcd:
      case 0xce:
        return integer(BigInt(this.#unsigned(1 << (code - 0xcc))));
      case 0xcf:
        return integer(this.#take(8).readBigUInt64BE());
      case 0xd0:
      case 0xd1:
      case 0xd2:
        return integer(BigInt(this.#signed(1 << (code - 0xd0))));
      case 0xd3:
        return integer(this.#take(8).readBigInt64BE());
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (code - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#string(this.#unsigned(1 << (code - 0xd9)));
      case 0xdc:
      case 0xdd:
        return { kind: "array", size: this.#unsigned(2 << (code - 0xdc)) };
      case 0xde:
      case 0xdf:
        return { kind: "map", size: this.#unsigned(2 << (code - 0xde)) };
      default:
        throw new RangeError(`MessagePack code 0x${code.toString(16)} is not defined`);
    }
  }

  #string(size: number): MessagePackItem {
    const at = this.#skip(size);
    return { kind: "string", value: this.#buffer.toString("utf8", at, at + size) };
  }

  #extension(size: number): MessagePackItem {
    this.#skip(1 + size); // one byte of type, then the content
    return { kind: "extension" };
  }

  #unsigned(size: number): number {
    return this.#buffer.readUIntBE(this.#skip(size), size);
  }

  #signed(size: number): number {
    return this.#buffer.readIntBE(this.#skip(size), size);
  }

  #take(size: number): Buffer {
    const at = this.#skip(size);
    return this.#buffer.subarray(at, at + size);
  }

  /** Passes so many bytes and tells where they begin: a view of every byte would cost more than reading it. */
  #skip(size: number): number {
    const at = this.#at;
    const end = at + size;
    if (end > this.#buffer.length) {
      throw new RangeError(`MessagePack ends at byte ${this.#buffer.length}, ${end} needed`);
    }
    this.#at = end;
    return at;
  }
}

function integer(value: bigint): MessagePackItem {
  return { kind: "integer", value };
}
