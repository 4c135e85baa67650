// Prints results as Markdown and keeps them as JSON beside, so that runs can be compared.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

export type Table = { title: string; columns: string[]; rows: string[][]; notes: string[] };
/** A goal of the project and whether this run met it. */
export type Goal = { goal: string; seen: string; met: boolean };
export type Section = { name: string; tables: Table[]; goals: Goal[]; data: unknown };

export async function report(root: string, section: Section): Promise<void> {
  const folder = path.join(root, 'results');
  await mkdir(folder, { recursive: true });
  const text = toMarkdown(section);
  await writeFile(path.join(folder, `${section.name}.md`), text);
  await writeFile(
    path.join(folder, `${section.name}.json`),
    JSON.stringify({ machine: machine(), ...section }, null, 1),
  );
  console.log(text);
}

function toMarkdown({ name, tables, goals }: Section): string {
  const parts = [`## ${name}`, `${machine()}.`];
  for (const table of tables) parts.push(`### ${table.title}`, grid(table.columns, table.rows), ...table.notes);
  if (goals.length > 0)
    parts.push(
      '### Goals',
      grid(
        ['goal', 'seen', ''],
        goals.map(({ goal, seen, met }) => [goal, seen, met ? 'met' : '**missed**']),
      ),
    );
  return `${parts.join('\n\n')}\n`;
}

function grid(columns: string[], rows: string[][]): string {
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function machine(): string {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
export const seconds = (value: number) => `${number(value, value < 10 ? 2 : 1)} s`;
export const milliseconds = (value: number) => `${number(value, value < 10 ? 1 : 0)} ms`;
export const megabytes = (bytes: number) => `${number(bytes / 1e6)} MB`;
export const ratio = (value: number) => `${number(value, 2)}×`;
