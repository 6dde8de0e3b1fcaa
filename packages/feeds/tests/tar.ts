/** A tar archive of some texts, in the form of POSIX 1988 (ustar). */
export function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const content = Buffer.from(text);
    return [header(name, content.length), content, Buffer.alloc(-content.length & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(name: string, length: number): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write(name);
  bytes.write('0000644\0', 100);
  bytes.write(`${length.toString(8).padStart(11, '0')}\0`, 124);
  bytes.write('        0', 148);
  bytes.write('ustar\0' + '00', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}
