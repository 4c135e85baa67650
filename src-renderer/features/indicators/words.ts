// Lists of indicators in words.
import type { IndicatorList } from '../../../shared/contract/indicators.ts';
import { type IndicatorKind, indicatorKinds, kindWords } from '../../../shared/indicators/indicator.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';

export const levelChoices = (['critical', 'high', 'medium', 'low', 'informational'] as const).map((value) => ({
  value,
  label: value[0]!.toUpperCase() + value.slice(1),
}));

export const sayKind = (kind: IndicatorKind, count: number): string =>
  `${formatCount(count)} ${count === 1 ? kindWords[kind].one : kindWords[kind].many}`;

/** `3,200 addresses, 14 domains` */
export const sayKinds = ({ kinds }: IndicatorList): string =>
  indicatorKinds.flatMap((kind) => (kinds[kind] ? [sayKind(kind, kinds[kind])] : [])).join(', ') || 'no indicators';

const forms = { text: 'plain text', csv: 'CSV', stix: 'STIX', misp: 'MISP' };

/** How the list was read, in sentences. */
export function sayReading({ form, columns, others, entries }: IndicatorList): string {
  const read = columns
    ? ` Read: ${columns.read.join(', ')}.${columns.left.length > 0 ? ` Not read: ${columns.left.join(', ')}.` : ''}`
    : '';
  const rest =
    others.length === 0
      ? ''
      : ` Beside them, without values: ${others.map(({ what, count }) => `${formatCount(count)} ${what}`).join(', ')}.`;
  return `Read as ${forms[form]}, ${formatNoun(entries, 'entry', 'entries')}.${read}${rest}`;
}

/** A list of networks that others use too, by its name. */
export const isShared = (name: string): boolean =>
  /(?:^|[^a-z])(?:tor|vpn|prox(?:y|ies)|hosting|hosters|datacen(?:ter|tre)s?|relays?|exits?)(?:[^a-z]|$)/i.test(name);
export const levelFor = (name: string): 'high' | 'low' => (isShared(name) ? 'low' : 'high');
