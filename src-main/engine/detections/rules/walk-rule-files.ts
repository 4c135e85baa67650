// The YAML files of folders, files and zips, as text.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EngineError, messageOf } from '../../engine-error.ts';
import { listFolder } from '../../sources/folder.ts';
import { mostRuleBytes, unzipRules } from './unzip-rules.ts';

export type RuleFiles = {
  /** `file`: its path, or `archive.zip›member.yml`. */
  add: (file: string, text: string) => void;
  fail: (file: string, reason: string) => void;
};

/** @throws CANCELLED */
export async function walkRuleFiles(paths: string[], { add, fail }: RuleFiles, signal?: AbortSignal): Promise<void> {
  const given = paths.map((path) => resolve(path));
  const addBytes = (file: string, bytes: Uint8Array) => {
    const text = decodeText(bytes);
    if (text === null) fail(file, 'The file is not text in UTF-8.');
    else add(file, text);
  };
  for await (const found of listFolder(paths, signal ? { signal } : {})) {
    const isZip = /\.zip$/i.test(found.path);
    const isWanted = isZip || isYaml(found.path) || given.includes(found.path);
    // What cannot be read may be a folder of rules.
    if (!isWanted && found.problem?.outcome !== 'failed') continue;
    if (found.problem) {
      fail(found.path, found.problem.reason);
      continue;
    }
    try {
      if (isZip) await unzipRules(found.path, isYaml, addBytes, fail);
      else if (found.size > mostRuleBytes) fail(found.path, 'The file is too large for rules.');
      else addBytes(found.path, await readFile(found.path));
    } catch (error) {
      fail(found.path, `The file cannot be read: ${messageOf(error)}.`);
    }
  }
  if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
}

const isYaml = (path: string) => /\.ya?ml$/i.test(path);

/** UTF-8 with or without a byte order mark, or UTF-16 with one; null for other bytes. */
function decodeText(bytes: Uint8Array): string | null {
  const mark = `${bytes[0]},${bytes[1]}`;
  const encoding = mark === '255,254' ? 'utf-16le' : mark === '254,255' ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes('\ufffd') ? null : text;
}
