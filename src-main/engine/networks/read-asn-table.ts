// Which network announces an address: sorted ranges in a CSV file, looked up where they are. The file is searched as bytes,
// since its half a million lines as objects would take ten times the memory and a second to make.

export type Announced = { asn: number; name: string };

const newline = 10;

/**
 * @param table lines `first,last,number,name`, addresses as decimal numbers, in order
 * @returns null for an address in none of the ranges
 */
export function findAnnounced(table: Buffer, address: bigint): Announced | null {
  let [low, high] = [0, table.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = middle === 0 ? 0 : table.lastIndexOf(newline, middle - 1) + 1;
    const end = endOfLine(table, start);
    const [, first, last, asn, name] =
      /^(\d+),(\d+),(\d+),(.*)$/.exec(table.toString('utf8', start, end).trimEnd()) ?? [];
    if (first === undefined) throw new Error(`The table of networks is damaged at byte ${start}.`);
    if (address < BigInt(first)) high = start;
    else if (address > BigInt(last!)) low = end + 1;
    else return { asn: Number(asn), name: unquote(name!) };
  }
  return null;
}

function endOfLine(table: Buffer, from: number): number {
  const end = table.indexOf(newline, from);
  return end < 0 ? table.length : end;
}

const unquote = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
