import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of some texts, as small as the format allows. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const sizes = { crc: crc32(content), packed: packed.length, unpacked: content.length };
    const local = Buffer.concat([header(0x04034b50, sizes, name, null), Buffer.from(name), packed]);
    directory.push(header(0x02014b50, sizes, name, offset), Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

interface Sizes {
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** A file's header; in the directory, where `offset` is given, it has a few fields more. */
function header(signature: number, sizes: Sizes, name: string, offset: number | null): Buffer {
  const shift = offset === null ? 0 : 2;
  const bytes = Buffer.alloc(offset === null ? 30 : 46);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(20, 4 + shift);
  bytes.writeUInt16LE(8, 8 + shift);
  bytes.writeUInt32LE(sizes.crc, 14 + shift);
  bytes.writeUInt32LE(sizes.packed, 18 + shift);
  bytes.writeUInt32LE(sizes.unpacked, 22 + shift);
  bytes.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
  if (offset !== null) bytes.writeUInt32LE(offset, 42);
  return bytes;
}
