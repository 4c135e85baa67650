// The prices that estimates are made with: the user's own, since they differ by region and contract.
import { ActionIcon, Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { Prices } from '../../../../shared/contract/acquisitions.ts';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import style from '../acquire.module.css';
import { ProblemBox } from '../problem-box.tsx';
import tables from '../tables.module.css';

export function PricesDialog({ onClose, onSaved }: { onClose: () => void; onSaved: () => void }) {
  const engine = useEngine();
  const [prices, setPrices] = useState<Prices | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    engine.acquisitions
      .prices()
      .then(setPrices, (error: unknown) => setProblem(describeProblem(error, 'read the prices')));
  }, [engine]);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await engine.acquisitions.setPrices(prices!);
      onSaved();
    } catch (error) {
      setProblem(describeProblem(error, 'keep these prices'));
    }
  };
  return (
    <Modal opened onClose={onClose} title="Prices for estimates" size={620}>
      <form onSubmit={(event) => void save(event)} className={style.dialog}>
        <p className={style.doc}>
          Of the bucket’s region, before any discount of a contract. They are kept on this machine for all cases; say
          when you looked them up.
        </p>
        {prices && <Fields prices={prices} onChange={setPrices} />}
        {problem && <ProblemBox problem={problem} />}
        <footer className={style.footer} style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={prices === null}>
            Keep prices
          </Button>
        </footer>
      </form>
    </Modal>
  );
}

function Fields({ prices, onChange }: { prices: Prices; onChange: (prices: Prices) => void }) {
  const today = new Date().toISOString().slice(0, 10);
  const change = (patch: Partial<Prices>) => onChange({ ...prices, ...patch });
  const classes = Object.entries(prices.classes);
  return (
    <>
      <div className={style.fields}>
        <TextInput
          label="Currency"
          w={90}
          data-autofocus
          value={prices.currency}
          onChange={(event) => change({ currency: event.currentTarget.value })}
        />
        <TextInput
          label="Looked up on"
          w={130}
          placeholder={today}
          value={prices.asOf}
          onChange={(event) => change({ asOf: event.currentTarget.value })}
        />
        <Price
          label="1,000 LIST"
          value={prices.listPerThousand}
          onValue={(listPerThousand) => change({ listPerThousand })}
        />
        <Price
          label="1 GB to the internet"
          width={160}
          value={prices.egressPerGb}
          onValue={(egressPerGb) => change({ egressPerGb })}
        />
      </div>
      <table className={tables.rows}>
        <thead>
          <tr>
            <th>Storage class</th>
            <th>1,000 GET</th>
            <th>1 GB retrieved</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {classes.map(([name, price]) => (
            <tr key={name}>
              <td className="pm-mono">{name}</td>
              <td>
                <Price
                  name={`1,000 GET of ${name}`}
                  value={price.getPerThousand}
                  onValue={(getPerThousand) =>
                    change({ classes: { ...prices.classes, [name]: { ...price, getPerThousand } } })
                  }
                />
              </td>
              <td>
                <Price
                  name={`1 GB of ${name}`}
                  value={price.retrievalPerGb}
                  onValue={(retrievalPerGb) =>
                    change({ classes: { ...prices.classes, [name]: { ...price, retrievalPerGb } } })
                  }
                />
              </td>
              <td>
                <ActionIcon
                  aria-label={`Remove ${name}`}
                  onClick={() => change({ classes: Object.fromEntries(classes.filter(([other]) => other !== name)) })}
                >
                  <IconX size={14} />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <AddClass
        onAdd={(name) => change({ classes: { ...prices.classes, [name]: { getPerThousand: 0, retrievalPerGb: 0 } } })}
      />
    </>
  );
}

type PriceProps = { label?: string; name?: string; width?: number; value: number; onValue: (value: number) => void };

function Price({ label, name, width = 130, value, onValue }: PriceProps) {
  return (
    <NumberInput
      {...(label === undefined ? { 'aria-label': name } : { label })}
      w={width}
      hideControls
      min={0}
      decimalScale={8}
      value={value}
      onChange={(next) => typeof next === 'number' && onValue(next)}
    />
  );
}

function AddClass({ onAdd }: { onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const clean = name.trim().toUpperCase().replaceAll(/\s+/g, '_');
  const add = () => {
    onAdd(clean);
    setName('');
  };
  return (
    <div className={style.fields}>
      <TextInput
        aria-label="Another storage class"
        className={style.short ?? ''}
        placeholder="Another class, as in the listing"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button variant="default" disabled={!/^[A-Z][A-Z0-9_]*$/.test(clean)} onClick={add}>
        Add
      </Button>
    </div>
  );
}
