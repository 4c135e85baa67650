// What is known of a network, in words.
import type { NetworkContext, NetworkSource } from '../../../shared/contract/networks.ts';

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** `Germany (DE)`; a code that is none stays as it is. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const name = regions.of(code);
  return name === undefined || name === code ? code : `${name} (${code})`;
}

/** Country, announcing network and place in AWS; empty when nothing is known. */
export function networkFacts({ country, city, asn, asName, aws }: NetworkContext): { name: string; text: string }[] {
  return [
    ...(country === null
      ? []
      : [{ name: 'country', text: `${city === null ? '' : `${city}, `}${countryName(country)}` }]),
    ...(asn === null ? [] : [{ name: 'network', text: `AS${asn}${asName === null ? '' : ` ${asName}`}` }]),
    ...(aws === null ? [] : [{ name: 'AWS', text: `${aws.services.join(', ')} in ${aws.region} (${aws.prefix})` }]),
  ];
}

/** `Country of registration (…), 2026-06-17, CC BY 4.0` */
export const sourceName = ({ name, date, licence }: NetworkSource): string =>
  [name, date === null ? null : `of ${date}`, licence].filter((part) => part !== null).join(', ');
