// Where in a record a text stands, so that a hit can be explained: the way to each value that holds it.

export type TextPlace = { place: string; value: string };

/** Places that are told of one record. */
const mostPlaces = 20;

/** In any case, in values and not in keys. A record that is no JSON is one value; its place is empty. */
export function findPlaces(record: string, text: string): TextPlace[] {
  const wanted = text.toLowerCase();
  const found: TextPlace[] = [];
  const waiting: { place: string; value: unknown }[] = [{ place: '', value: parse(record) }];
  while (waiting.length > 0 && found.length < mostPlaces) {
    const { place, value } = waiting.shift()!;
    if (typeof value === 'string') {
      if (value.toLowerCase().includes(wanted)) found.push({ place, value });
    } else if (Array.isArray(value))
      waiting.push(...value.map((one: unknown, i) => ({ place: `${place}[${i}]`, value: one })));
    else if (typeof value === 'object' && value !== null)
      waiting.push(
        ...Object.entries(value).map(([key, one]) => ({
          place: place === '' ? key : `${place}.${key}`,
          value: one as unknown,
        })),
      );
  }
  return found;
}

function parse(record: string): unknown {
  try {
    return JSON.parse(record);
  } catch {
    return record; // A line of a log is a text.
  }
}
