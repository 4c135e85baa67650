// Objects of the AWS Security Finding Format, and how its fields become columns.
import type { EntityMeaning, FormatColumn } from '../format.ts';

export const text = (key: string, doc: string, entity?: EntityMeaning): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'VARCHAR',
  doc,
  ...(entity ? { entity } : {}),
});
export const time = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'TIMESTAMP',
  doc,
});
export const whole = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'BIGINT',
  doc,
});
export const flag = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'BOOLEAN',
  doc,
});
export const json = (key: string, doc: string): FormatColumn => ({ name: key.toLowerCase(), key, type: 'JSON', doc });
export const texts = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  type: 'VARCHAR',
  list: true,
  doc,
});
export const struct = (key: string, doc: string, fields: FormatColumn[], list?: true): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  doc,
  fields: fields.map((field) => ({ ...field, name: field.key ?? field.name })),
  ...(list ? { list } : {}),
});

export const relatedFinding = [text('ProductArn', 'Product of the finding.'), text('Id', 'Id of the finding.')];

export const network: FormatColumn[] = [
  text('Direction', 'IN or OUT.'),
  text('Protocol', 'Protocol.'),
  struct('OpenPortRange', 'Ports that are open.', [whole('Begin', 'First port.'), whole('End', 'Last port.')]),
  text('SourceIpV4', 'Source address.', 'ip'),
  text('SourceIpV6', 'Source address, IPv6.', 'ip'),
  whole('SourcePort', 'Source port.'),
  text('SourceDomain', 'Source domain.', 'domain'),
  text('SourceMac', 'Source MAC address.'),
  text('DestinationIpV4', 'Destination address.', 'ip'),
  text('DestinationIpV6', 'Destination address, IPv6.', 'ip'),
  whole('DestinationPort', 'Destination port.'),
  text('DestinationDomain', 'Destination domain.', 'domain'),
];

export const resource: FormatColumn[] = [
  text('Type', 'Kind of resource, such as AwsEc2Instance.'),
  text('Id', 'Id of the resource, mostly its ARN.', 'resource'),
  text('Partition', 'AWS partition.'),
  text('Region', 'Region.'),
  text('ResourceRole', 'Target or Actor.'),
  json('Tags', 'Tags at the time.'),
  json('DataClassification', 'Sensitive data that was found in it.'),
  json('Details', 'More about it; the fields depend on the kind.'),
  text('ApplicationName', 'Application that it belongs to.'),
  text('ApplicationArn', 'ARN of the application.'),
];

export const compliance: FormatColumn[] = [
  text('Status', 'PASSED, WARNING, FAILED or NOT_AVAILABLE.'),
  texts('RelatedRequirements', 'Requirements of standards.'),
  struct('StatusReasons', 'Why.', [text('ReasonCode', 'Code.'), text('Description', 'Text.')], true),
  text('SecurityControlId', 'Control, such as IAM.4.'),
  struct('AssociatedStandards', 'Standards the control is part of.', [text('StandardsId', 'Standard.')], true),
  struct(
    'SecurityControlParameters',
    'Parameters of the control.',
    [text('Name', 'Name.'), texts('Value', 'Values.')],
    true,
  ),
];
