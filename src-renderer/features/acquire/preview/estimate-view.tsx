// What an acquisition will take: objects, bytes, requests, time, money and space; what is left out, and what it is made of.
import { useState } from 'react';
import type { AcquisitionSummary, Estimate } from '../../../../shared/contract/acquisitions.ts';
import { formatBytes, formatCount, formatDuration, formatNoun } from '../../../../shared/values/sizes.ts';
import style from '../acquire.module.css';
import { formatMoney } from './estimate-words.ts';
import { Figure, Figures } from './figures.tsx';
import { PartsTable } from './parts-table.tsx';
import { PricesDialog } from './prices-dialog.tsx';

type Props = { estimate: Estimate; acquisition: AcquisitionSummary; onPrices: () => void };

export function EstimateView({ estimate, acquisition, onPrices }: Props) {
  const [pricing, setPricing] = useState(false);
  const { objects, bytes, requests, seconds, money, space, days, known, archived, deleteMarkers, unpriced } = estimate;
  const total = money.requests + money.transfer;
  return (
    <>
      <Figures label="What it takes">
        <Figure value={formatCount(objects)} label="objects to get" />
        <Figure value={formatBytes(bytes)} label="to download" />
        <Figure
          value={`~ ${formatDuration(seconds * 1000)}`}
          label="estimated"
          title="At the speed of earlier downloads, or as assumed for the first one"
        />
        <Figure
          value={`~ ${formatMoney(total, money.currency)}`}
          label={
            <button type="button" className={style.link} onClick={() => setPricing(true)}>
              prices of {money.asOf}…
            </button>
          }
          title={`Requests and retrieval ${formatMoney(money.requests, money.currency)}, transfer out to the internet ${formatMoney(money.transfer, money.currency)} (nothing within the bucket's region)`}
        />
        <Figure
          value={formatBytes(space.needed)}
          label={`needed of ${formatBytes(space.free)} free`}
          tone={space.needed > space.free ? 'warn' : 'plain'}
          title="Bytes for the copy and, estimated, for the loaded rows, on the disk that holds the case"
        />
        <Figure
          value={formatCount(requests.list + requests.get)}
          label={`requests, ${formatCount(requests.list)} made`}
        />
        {days.first !== null && (
          <Figure
            value={days.first === days.last ? days.first : `${days.first} – ${days.last}`}
            label="days of delivery"
          />
        )}
      </Figures>
      <ul className={style.notes}>
        <li>
          Money: {formatMoney(money.requests, money.currency)} for requests and retrieval, and{' '}
          {formatMoney(money.transfer, money.currency)} for transfer out to the internet, which is nothing from within
          the bucket’s region.
        </li>
        {known.objects > 0 && (
          <li>
            {formatNoun(known.objects, 'object is', 'objects are')} in the case already ({formatBytes(known.bytes)}),
            unchanged, and not fetched again.
          </li>
        )}
        {archived.objects > 0 && (
          <li data-tone="warn">
            {formatNoun(archived.objects, 'object is', 'objects are')} archived ({formatBytes(archived.bytes)}) and left
            out: the owner must restore {archived.objects === 1 ? 'it' : 'them'} first.
          </li>
        )}
        {deleteMarkers > 0 && (
          <li data-tone="warn">
            {formatNoun(deleteMarkers, 'delete marker')}: somebody, or a lifecycle rule, deleted logs here.
          </li>
        )}
        {unpriced > 0 && (
          <li>
            {formatNoun(unpriced, 'object is', 'objects are')} of a storage class without a price, and not in the sum.
          </li>
        )}
      </ul>
      <PartsTable parts={estimate.parts} total={acquisition.account.listed} />
      {pricing && (
        <PricesDialog
          onClose={() => setPricing(false)}
          onSaved={() => {
            setPricing(false);
            onPrices();
          }}
        />
      )}
    </>
  );
}
