// YAML as plain nodes with lines, document by document; what is wrong with one spoils no other.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { Plain, PlainEntry, PlainNode } from '../../../../shared/sigma/plain-node.ts';
import { RuleError, type RuleProblem, toProblem } from '../../../../shared/sigma/problem.ts';

/** `text`: the document as it stands in its file. */
export type YamlDocument =
  | { kind: 'document'; node: PlainNode; text: string }
  | { kind: 'problem'; problem: RuleProblem };

/** An alias can stand for much more than its own bytes. */
const mostNodes = 20_000;

/** Empty documents (between two `---`, or of comments alone) are left out. */
export function readYaml(text: string): YamlDocument[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, strict: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document): YamlDocument[] => {
    const [error] = document.errors;
    if (error) {
      const [line = 1] = error.linePos ? [error.linePos[0].line] : [];
      const [reason = ''] = error.message.split(/ at line \d+/);
      return [{ kind: 'problem', problem: { line, reason: `This is not YAML: ${reason}.` } }];
    }
    if (document.contents === null) return [];
    try {
      const [from, to] = document.range;
      return [
        {
          kind: 'document',
          node: convert(document.contents, createWalk(document, lineCounter)),
          text: text
            .slice(from, to)
            .replace(/^---[^\n]*\n/, '')
            .trim(),
        },
      ];
    } catch (thrown) {
      if (!(thrown instanceof RuleError)) throw thrown;
      return [{ kind: 'problem', problem: toProblem(thrown) }];
    }
  });
}

type Walk = { document: Document; lineOf: (node: Node, otherwise: number) => number; count: () => number };

function createWalk(document: Document, lineCounter: LineCounter): Walk {
  let nodes = 0;
  return {
    document,
    lineOf: (node, otherwise) => (node.range ? lineCounter.linePos(node.range[0]).line : otherwise),
    count: () => ++nodes,
  };
}

function convert(node: unknown, walk: Walk, otherwise = 1): PlainNode {
  const line = walk.lineOf(node as Node, otherwise);
  if (walk.count() > mostNodes)
    throw new RuleError(line, `The document has more than ${mostNodes} parts once its aliases are written out.`);
  if (isAlias(node)) {
    const target = node.resolve(walk.document);
    if (!target) throw new RuleError(line, `The alias *${node.source} names nothing.`);
    return { ...convert(target, walk, line), line };
  }
  if (isMap(node)) return { kind: 'map', entries: node.items.map((pair) => entryOf(pair, walk, line)), line };
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => convert(item, walk, line)), line };
  if (isScalar(node)) return scalarOf(node.value, node.source, line);
  if (node === null) return { kind: 'scalar', value: null, text: '', line };
  throw new RuleError(line, 'This part of the document is neither a text, a number, a list nor a map.');
}

function entryOf(pair: { key: unknown; value: unknown }, walk: Walk, line: number): PlainEntry {
  const key = convert(pair.key, walk, line);
  if (key.kind !== 'scalar') throw new RuleError(key.line, 'A key of a map is to be a text.');
  // A merge would lose the lines of what it brings in.
  if (key.value === '<<') throw new RuleError(key.line, '“<<” is not taken in rules; write the lines out.');
  return { key: key.text, value: convert(pair.value, walk, key.line), line: key.line };
}

function scalarOf(value: unknown, source: string | undefined, line: number): PlainNode {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const plain: Plain = value;
    return { kind: 'scalar', value: plain, text: typeof value === 'string' ? value : (source ?? String(value)), line };
  }
  throw new RuleError(line, 'This value is neither a text, a number, true, false nor null.');
}
