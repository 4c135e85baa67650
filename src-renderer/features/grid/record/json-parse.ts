// Reads JSON text without changing it: numbers keep their digits (a bucket size above 2^53, 1.10), repeated keys stay, and
// depth costs no call stack. JSON.parse would lose all three, and a record panel must not.

export type JsonNode =
  | { kind: 'object'; members: { key: string; value: JsonNode }[] }
  | { kind: 'list'; items: JsonNode[] }
  | { kind: 'text'; value: string }
  | { kind: 'number' | 'boolean' | 'null'; value: string };

const token = /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false)|(null))/y;

/** The tree of a JSON text, or null when it is not JSON (then it is shown as plain text). */
export function parseJson(text: string): JsonNode | null {
  const open: Open[] = [];
  let root: JsonNode | null = null;
  let key: string | null = null;
  let expect: 'value' | 'key' | 'colon' | 'comma' = 'value';
  let mayEnd = false; // right after `{` or `[`
  token.lastIndex = 0;
  const place = (node: JsonNode) => {
    const parent = open.at(-1);
    if (!parent) root = node;
    else if (parent.kind === 'list') parent.items.push(node);
    else parent.members.push({ key: key ?? '', value: node });
  };
  while (!root || open.length > 0) {
    const match = token.exec(text);
    if (!match) return null;
    const [, sign, quoted, number, boolean] = match;
    const parent = open.at(-1);
    if (sign === '}' || sign === ']') {
      const fits = parent?.kind === (sign === '}' ? 'object' : 'list');
      if (!fits || !(expect === 'comma' || mayEnd)) return null;
      open.pop();
      [expect, mayEnd] = ['comma', false];
    } else if (sign === ',') {
      if (expect !== 'comma' || !parent) return null;
      [expect, mayEnd] = [parent.kind === 'object' ? 'key' : 'value', false];
    } else if (sign === ':') {
      if (expect !== 'colon') return null;
      expect = 'value';
    } else if (expect === 'key') {
      const unquoted = quoted === undefined ? null : readText(quoted);
      if (unquoted === null) return null;
      [key, expect, mayEnd] = [unquoted, 'colon', false];
    } else if (expect !== 'value') {
      return null;
    } else if (sign) {
      const node: Open = sign === '{' ? { kind: 'object', members: [] } : { kind: 'list', items: [] };
      place(node);
      open.push(node);
      [expect, mayEnd] = [sign === '{' ? 'key' : 'value', true];
    } else {
      const leaf = readLeaf(quoted, number, boolean);
      if (!leaf) return null;
      place(leaf);
      [expect, mayEnd] = ['comma', false];
    }
  }
  return /^[ \t\r\n]*$/.test(text.slice(token.lastIndex)) ? root : null;
}

type Open = Extract<JsonNode, { kind: 'object' | 'list' }>;

const numberForm = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function readLeaf(quoted?: string, number?: string, boolean?: string): JsonNode | null {
  if (quoted !== undefined) {
    const value = readText(quoted);
    return value === null ? null : { kind: 'text', value };
  }
  if (number !== undefined) return numberForm.test(number) ? { kind: 'number', value: number } : null;
  return boolean === undefined ? { kind: 'null', value: 'null' } : { kind: 'boolean', value: boolean };
}

function readText(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null; // A bad escape or a raw control character: not JSON, and the caller shows the text as it is.
  }
}
