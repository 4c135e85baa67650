// A database in MaxMind's format that has one answer for every address. https://maxmind.github.io/MaxMind-DB/

type Value = string | number | { [key: string]: Value };

export function writeMmdb(type: string, answer: Value): Buffer {
  // One node whose both records point at the answer, which is at the beginning of the data: node count + 16 + 0.
  const tree = Buffer.from([0, 0, 17, 0, 0, 17]);
  const metadata = encode({
    node_count: 1,
    record_size: 24,
    ip_version: 6,
    database_type: type,
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: Date.UTC(2026, 0, 2) / 1000,
    description: {},
  });
  return Buffer.concat([
    tree,
    Buffer.alloc(16),
    encode(answer),
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    metadata,
  ]);
}

function encode(value: Value): Buffer {
  if (typeof value === 'number')
    return Buffer.from([0xc4, value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    const head = bytes.length < 29 ? [0x40 | bytes.length] : [0x40 | 29, bytes.length - 29];
    return Buffer.concat([Buffer.from(head), bytes]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([
    Buffer.from([0xe0 | entries.length]),
    ...entries.flatMap(([key, one]) => [encode(key), encode(one)]),
  ]);
}
