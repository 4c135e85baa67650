// Every container, found by looking at this folder, with no list to keep.
import { type ListTree, listTree } from '../find-list.ts';
import type { Container } from './container.ts';

const modules = import.meta.glob<{ default: Container }>(['./*.ts', '!./container.ts', '!./registry.ts'], {
  eager: true,
});

export const containers: Container[] = Object.values(modules)
  .map((module) => module.default)
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The lists in which containers hold their entries, by container name. */
export const knownLists: ListTree = listTree(
  containers.flatMap(({ list, name, leads }) => (list ? [{ path: list, name, leads }] : [])),
);

export function findContainer(name: string): Container | undefined {
  return containers.find((container) => container.name === name);
}
