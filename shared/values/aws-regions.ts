// The regions of AWS, for pickers and for asking each of them. Codes and names are those of the AWS SDK (3.1137.0). A region
// must be switched on by the account's owner when it was launched after 20 March 2019 (AWS Account Management guide, "Enable
// or disable AWS Regions in your account", https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html).
// Looked up on 2026-11-27; a region that is newer can be typed in.

export type AwsRegion = {
  /** `eu-central-1`. */
  name: string;
  /** `Europe (Frankfurt)`. */
  place: string;
  /** Off until the account's owner switches it on. */
  optIn: boolean;
};

const on = (name: string, place: string): AwsRegion => ({ name, place, optIn: false });
const optIn = (name: string, place: string): AwsRegion => ({ name, place, optIn: true });

/** By partition, the second part of an ARN. Accounts, keys and regions of one are unknown in the others. */
const partitions: Record<string, AwsRegion[]> = {
  aws: [
    on('us-east-1', 'US East (N. Virginia)'),
    on('us-east-2', 'US East (Ohio)'),
    on('us-west-1', 'US West (N. California)'),
    on('us-west-2', 'US West (Oregon)'),
    optIn('af-south-1', 'Africa (Cape Town)'),
    optIn('ap-east-1', 'Asia Pacific (Hong Kong)'),
    optIn('ap-east-2', 'Asia Pacific (Taipei)'),
    on('ap-northeast-1', 'Asia Pacific (Tokyo)'),
    on('ap-northeast-2', 'Asia Pacific (Seoul)'),
    on('ap-northeast-3', 'Asia Pacific (Osaka)'),
    on('ap-south-1', 'Asia Pacific (Mumbai)'),
    optIn('ap-south-2', 'Asia Pacific (Hyderabad)'),
    on('ap-southeast-1', 'Asia Pacific (Singapore)'),
    on('ap-southeast-2', 'Asia Pacific (Sydney)'),
    optIn('ap-southeast-3', 'Asia Pacific (Jakarta)'),
    optIn('ap-southeast-4', 'Asia Pacific (Melbourne)'),
    optIn('ap-southeast-5', 'Asia Pacific (Malaysia)'),
    optIn('ap-southeast-6', 'Asia Pacific (New Zealand)'),
    optIn('ap-southeast-7', 'Asia Pacific (Thailand)'),
    on('ca-central-1', 'Canada (Central)'),
    optIn('ca-west-1', 'Canada West (Calgary)'),
    on('eu-central-1', 'Europe (Frankfurt)'),
    optIn('eu-central-2', 'Europe (Zurich)'),
    on('eu-north-1', 'Europe (Stockholm)'),
    optIn('eu-south-1', 'Europe (Milan)'),
    optIn('eu-south-2', 'Europe (Spain)'),
    on('eu-west-1', 'Europe (Ireland)'),
    on('eu-west-2', 'Europe (London)'),
    on('eu-west-3', 'Europe (Paris)'),
    optIn('il-central-1', 'Israel (Tel Aviv)'),
    optIn('me-central-1', 'Middle East (UAE)'),
    optIn('me-south-1', 'Middle East (Bahrain)'),
    optIn('me-west-1', 'Middle East (Saudi Arabia)'),
    optIn('mx-central-1', 'Mexico (Central)'),
    on('sa-east-1', 'South America (Sao Paulo)'),
    optIn('sa-west-1', 'South America (Chile)'),
  ],
  'aws-cn': [on('cn-north-1', 'China (Beijing)'), on('cn-northwest-1', 'China (Ningxia)')],
  'aws-eusc': [on('eusc-de-east-1', 'AWS European Sovereign Cloud (Germany)')],
  'aws-us-gov': [on('us-gov-east-1', 'AWS GovCloud (US-East)'), on('us-gov-west-1', 'AWS GovCloud (US-West)')],
};

/** Regions of `aws`, `aws-cn`, `aws-eusc` or `aws-us-gov`, as a picker lists them; none for any other. */
export const regionsOf = (partition: string): readonly AwsRegion[] => partitions[partition] ?? [];

/** The partition of an ARN: `aws-cn` of `arn:aws-cn:iam::…`; `aws` for what is no ARN. */
export const partitionOf = (arn: string): string => /^arn:([a-z-]+):/.exec(arn)?.[1] ?? 'aws';

/** A region by its name; null: none that is listed here. */
export function findRegion(name: string): AwsRegion | null {
  for (const regions of Object.values(partitions)) {
    const region = regions.find((one) => one.name === name);
    if (region) return region;
  }
  return null;
}
