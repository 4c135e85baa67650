// Calls about the networks that addresses are in. Everything is read from files of this machine.
import type { NetworkContext } from '../../../shared/contract/networks.ts';
import { readRange } from '../../../shared/indicators/ip-text.ts';
import { type EngineState, requireCase } from '../engine-state.ts';
import { os } from '../implementer.ts';
import { openChosen, readChosen, writeChosen } from './chosen-files.ts';
import { openNetworks } from './find-networks.ts';

export function networkRoutes(state: EngineState) {
  const { userDir } = state.options;
  const sources = async () => (await openNetworks(userDir)).sources;
  return {
    describe: os.networks.describe.handler(async ({ input: { addresses } }) => {
      const networks = await openNetworks(userDir);
      const lists = state.current === null ? new Map<string, ListOf[]>() : await findLists(state, addresses);
      const contexts = addresses.map((address) => ({ ...networks.find(address), lists: lists.get(address) ?? [] }));
      return { contexts, sources: networks.sources };
    }),
    sources: os.networks.sources.handler(sources),
    choose: os.networks.choose.handler(async ({ input: { path } }) => {
      await openChosen(path);
      const before = await readChosen(userDir);
      await writeChosen(userDir, [path, ...before.filter((one) => one !== path)]);
      return await sources();
    }),
    forget: os.networks.forget.handler(async ({ input: { path } }) => {
      const before = await readChosen(userDir);
      await writeChosen(
        userDir,
        before.filter((one) => one !== path),
      );
      return await sources();
    }),
  };
}

type ListOf = NetworkContext['lists'][number];

const mapped = 0xffffn << 32n;

/** The lists of the case that hold an address, the narrowest network of each. */
const listsSql = `SELECT a.address, l.list_id, l.name, l.level, arg_min(i.value, i.last_address - i.first_address) AS value
  FROM (SELECT unnest(from_json($1, '[{"address":"VARCHAR","number":"UHUGEINT"}]'), recursive := true)) AS a
  JOIN logs.main.indicators AS i ON i.kind = 'ip' AND a.number >= i.first_address AND a.number <= i.last_address
  JOIN logs.pugmark.indicator_lists AS l ON l.list_id = i.list_id
  GROUP BY ALL ORDER BY l.list_id`;

async function findLists(state: EngineState, addresses: string[]): Promise<Map<string, ListOf[]>> {
  const asked = [...new Set(addresses)].flatMap((address) => {
    const range = /[-/]/.test(address) ? null : readRange(address);
    return range ? [{ address, number: String(range.version === 4 ? mapped + range.first : range.first) }] : [];
  });
  const found = new Map<string, ListOf[]>();
  if (asked.length === 0) return found;
  const rows = await requireCase(state).db.use((connection) =>
    connection.rows(listsSql, { values: [JSON.stringify(asked)] }),
  );
  for (const { address, list_id, name, level, value } of rows) {
    const lists = found.get(String(address)) ?? [];
    lists.push({ listId: Number(list_id), name: String(name), level: level as ListOf['level'], value: String(value) });
    found.set(String(address), lists);
  }
  return found;
}
