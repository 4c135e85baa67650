// The language of the search bar on one card. docs/search.md says the same at more length.
import { ActionIcon, Popover, UnstyledButton } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useState } from 'react';
import { usePane } from '../pane-context.ts';
import styles from './query.module.css';
import { mistakeIn } from './query-offers.ts';

const forms: [form: string, meaning: string, examples: string[]][] = [
  [
    'word  "two words"  /regex/',
    'anywhere in the record, in any case',
    ['AccessDenied', '"assumed-role/admin"', '/AKIA[A-Z0-9]{16}/'],
  ],
  [
    'field:value',
    'the whole value, in any case; := in the same case',
    ['eventname:CreateUser', 'useridentity.arn:*:user/*'],
  ],
  [
    'field:Create*  field:*"a b"*  field:/…/',
    '* any text, ? one character',
    ['eventname:Create*', 'useragent:*boto3*'],
  ],
  ['field:(a OR b)  field:(a b)', 'one of them', ['eventname:(CreateUser CreateAccessKey)']],
  ['field:10.0.0.0/8', 'an address in a network, IPv4 or IPv6', ['sourceip:10.0.0.0/8', 'sourceip:2001:db8::/32']],
  [
    'field:[a TO b]  {a TO b}  >  >=  <  <=',
    'a range; { } leave the ends out',
    ['eventtime:[2024-01-01 TO 2024-01-31]', 'dstport:<1024'],
  ],
  ['field:2024-01-31  field:2024-01', 'a day, a month, on the clock that is shown', ['eventtime:2024-01']],
  ['field:*  -field:*', 'there is a value; there is none', ['errorcode:*', '-useridentity.accessKeyId:*']],
  [
    'a b  a AND b  a OR b  -a  NOT a  ( )',
    'both, one, not; OR binds looser',
    ['errorcode:* -sourceip:10.0.0.0/8 "secret"'],
  ],
  [
    'field.key  field@weekday',
    'inside JSON; turned into another value',
    ['requestparameters.bucketName:*', 'eventtime@hourOfDay:[0 TO 5]'],
  ],
]; // prettier-ignore

export function QueryHelp({ onUse }: { onUse: (example: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const table = usePane((state) => state.table);
  // An example about a column that this table lacks would only end in a mistake.
  const fits = (example: string) => mistakeIn(example, table, 'UTC') === null;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={660} trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          aria-label="How to search"
          title="How to search"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconHelp size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="How to search" className={styles.help}>
        <table>
          <tbody>
            {forms.map(([form, meaning, examples]) => (
              <tr key={form}>
                <th scope="row">{form}</th>
                <td>
                  {meaning}
                  <div>
                    {examples.filter(fits).map((example) => (
                      <UnstyledButton
                        key={example}
                        className={styles.example}
                        onClick={() => {
                          setOpen(false);
                          onUse(example);
                        }}
                      >
                        {example}
                      </UnstyledButton>
                    ))}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="pm-dim">
          A backslash or quotes take the meaning of a sign away. Ctrl+Space offers fields and values.
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
