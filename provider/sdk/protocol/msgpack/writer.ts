const INITIAL_SIZE = 1024;

/** Appends MessagePack items to one growing buffer. Knows the format, nothing of Terraform. */
export class MessagePackWriter {
  #buffer = Buffer.allocUnsafe(INITIAL_SIZE);
  #length = 0;

  /** Everything written so far. The writer must not be used afterwards. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  nil(): void {
    this.#byte(0xc0);
  }

  bool(value: boolean): void {
    this.#byte(value ? 0xc3 : 0xc2);
  }

  /** A whole number between -2^63 and 2^64 - 1, in the shortest form. */
  integer(value: bigint): void {
    if (value >= -32n && value < 128n) this.#byte(Number(value) & 0xff);
    else if (value >= 0n) this.#unsigned(value);
    else this.#signed(value);
  }

  string(text: string): void {
    const size = Buffer.byteLength(text);
    if (size < 32) this.#byte(0xa0 | size);
    else this.#sized(size, 0xd9, 0xda, 0xdb);
    this.#reserve(size);
    this.#buffer.write(text, this.#length, size, "utf8");
    this.#length += size;
  }

  binary(bytes: Uint8Array): void {
    this.#sized(bytes.length, 0xc4, 0xc5, 0xc6);
    this.#raw(bytes);
  }

  /** Announces `size` items, to be written next. */
  arrayHeader(size: number): void {
    if (size < 16) this.#byte(0x90 | size);
    else this.#sized(size, undefined, 0xdc, 0xdd);
  }

  /** Announces `size` pairs of key and value, to be written next. */
  mapHeader(size: number): void {
    if (size < 16) this.#byte(0x80 | size);
    else this.#sized(size, undefined, 0xde, 0xdf);
  }

  /** An extension of one byte. */
  extension(type: number, byte: number): void {
    this.#raw(Uint8Array.of(0xd4, type, byte));
  }

  #unsigned(value: bigint): void {
    if (value < 0x100n) this.#raw(Uint8Array.of(0xcc, Number(value)));
    else if (value < 0x10000n)
      this.#number(0xcd, 2, (at) => this.#buffer.writeUInt16BE(Number(value), at));
    else if (value < 0x1_0000_0000n)
      this.#number(0xce, 4, (at) => this.#buffer.writeUInt32BE(Number(value), at));
    else this.#number(0xcf, 8, (at) => this.#buffer.writeBigUInt64BE(value, at));
  }

  #signed(value: bigint): void {
    if (value >= -0x80n) this.#number(0xd0, 1, (at) => this.#buffer.writeInt8(Number(value), at));
    else if (value >= -0x8000n)
      this.#number(0xd1, 2, (at) => this.#buffer.writeInt16BE(Number(value), at));
    else if (value >= -0x8000_0000n)
      this.#number(0xd2, 4, (at) => this.#buffer.writeInt32BE(Number(value), at));
    else this.#number(0xd3, 8, (at) => this.#buffer.writeBigInt64BE(value, at));
  }

  #sized(size: number, code8: number | undefined, code16: number, code32: number): void {
    if (code8 !== undefined && size < 0x100) this.#raw(Uint8Array.of(code8, size));
    else if (size < 0x10000) this.#number(code16, 2, (at) => this.#buffer.writeUInt16BE(size, at));
    else this.#number(code32, 4, (at) => this.#buffer.writeUInt32BE(size, at));
  }

  #number(code: number, size: number, write: (at: number) => void): void {
    this.#byte(code);
    this.#reserve(size);
    write(this.#length);
    this.#length += size;
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  #raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #reserve(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
