// Indicators with what their list says of them, the network of addresses, and the records that hold them, one click away.
import type { IndicatorHits, IndicatorList, IndicatorRow } from '../../../shared/contract/indicators.ts';
import { kindWords } from '../../../shared/indicators/indicator.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useEngine } from '../../ui/engine.ts';
import { useNetworks } from '../../ui/networks/use-networks.ts';
import { networkFacts } from '../../ui/networks/words.ts';
import { showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './indicators.module.css';
import { Pages } from './pages.tsx';
import { usePages } from './use-pages.ts';

type Props = { list: IndicatorList; foundOnly: boolean; text: string; version: number };

export function IndicatorTable({ list, foundOnly, text, version }: Props) {
  const engine = useEngine();
  const pages = usePages<IndicatorRow>(version, 'read the indicators', async (page) => {
    const { total, indicators } = await engine.indicators.hits({ listId: list.listId, foundOnly, text, ...page });
    return { total, items: indicators };
  });
  const none =
    text !== ''
      ? 'None has this text.'
      : foundOnly
        ? 'No record holds any of the list, as far as they were looked through.'
        : 'The list has no indicator.';
  return (
    <Pages pages={pages} none={none}>
      {(items) => <Table list={list} items={items} />}
    </Pages>
  );
}

function Table({ list, items }: { list: IndicatorList; items: IndicatorRow[] }) {
  const zone = useTimeZone();
  const addresses = items.filter(({ kind, value }) => kind === 'ip' && !/[-/]/.test(value)).map(({ value }) => value);
  const networks = useNetworks(addresses);
  const facts = new Map(
    networks?.contexts.map((context) => [
      context.address,
      context.special ??
        networkFacts(context)
          .map((fact) => fact.text)
          .join(' · '),
    ]),
  );
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">Indicator</th>
          <th scope="col">Kind</th>
          <th scope="col">Records ({zone})</th>
          <th scope="col">What is known of it</th>
          <th scope="col">Place</th>
        </tr>
      </thead>
      <tbody>
        {items.map((indicator) => (
          <tr key={indicator.indicatorNo}>
            <td className="pm-mono pm-select">{indicator.value}</td>
            <td className={style.kind}>{kindWords[indicator.kind].one}</td>
            <td>
              {indicator.hits.length === 0 && <span className="pm-dim">none</span>}
              {indicator.hits.map((hits) => (
                <Rows key={hits.table} list={list} indicator={indicator} hits={hits} />
              ))}
            </td>
            <td>
              {facts.get(indicator.value) && <div>{facts.get(indicator.value)}</div>}
              {indicator.note !== null && <div className="pm-dim">{indicator.note}</div>}
            </td>
            <td className={style.place}>{indicator.place}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rows({
  list: { listId },
  indicator: { indicatorNo, value },
  hits,
}: {
  list: IndicatorList;
  indicator: IndicatorRow;
  hits: IndicatorHits;
}) {
  const engine = useEngine();
  const zone = useTimeZone();
  const { table, title, records, first, last } = hits;
  const at = (iso: string) => formatInstant(iso, zone).slice(0, 16);
  const open = async () => {
    const rows = await engine.indicators.rows({ listId, indicatorNo, table });
    useWorkspace.getState().openGrid(rows.view, rows.title);
  };
  return (
    <div>
      <button
        type="button"
        className={style.link}
        aria-label={`${formatNoun(records, 'row')} of ${title} with ${value}`}
        onClick={() => void open().catch((error: unknown) => showProblem(error, `show the rows with ${value}`))}
      >
        {formatCount(records)} in {title}
      </button>
      {first !== null && last !== null && (
        <span className={style.when}>{first === last ? at(first) : `${at(first)} – ${at(last)}`}</span>
      )}
    </div>
  );
}
