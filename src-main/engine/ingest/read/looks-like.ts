// Names what a file is that holds no records, so that its reader knows what to do with it.

const signatures: [string | number[], string][] = [
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive; unpack it first'],
  ['Rar!\x1a\x07', 'a RAR archive; unpack it first'],
  ['\xfd7zXZ\x00', 'xz-compressed data; unpack it first'],
  ['BZh', 'bzip2-compressed data; unpack it first'],
  ['\x04\x22\x4d\x18', 'LZ4-compressed data; unpack it first'],
  ['\xff\x06\x00\x00sNaPpY', 'Snappy-compressed data; unpack it first'],
  ['SQLite format 3\x00', 'a SQLite database'],
  ['ElfFile\x00', 'a Windows event log (EVTX)'],
  ['\xd4\xc3\xb2\xa1', 'a packet capture'],
  ['\x0a\x0d\x0d\x0a', 'a packet capture'],
  ['ORC', 'an ORC file'],
  ['Obj\x01', 'an Avro file'],
  ['\x7fELF', 'a program (ELF)'],
  ['MZ', 'a program (Windows)'],
  ['\xd0\xcf\x11\xe0', 'an old Office document'],
  ['<?xml', 'XML'],
  ['<!DOCTYPE html', 'HTML'],
  ['<html', 'HTML'],
];

export function looksLike(head: Buffer): string {
  const start = head.toString('latin1', 0, 64);
  for (const [signature, name] of signatures) if (start.startsWith(signature as string)) return name;
  if (head.toString('latin1', 8, 16) === '\x04DuckDB' || head.toString('latin1', 8, 12) === 'DUCK')
    return 'a DuckDB database';
  const sample = head.subarray(0, 4096);
  let control = 0;
  for (const byte of sample) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) control++;
  if (control > sample.length / 100) return 'binary data';
  const line = sample.toString('utf8').split('\n', 1)[0]!.trim();
  return `text that begins “${line.length > 60 ? `${line.slice(0, 60)}…` : line}”`;
}
