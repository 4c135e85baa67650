// The databases of networks in use: those that come with Pugmark, with their licence and date, and the user's own.
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { NetworkSource } from '../../../shared/contract/networks.ts';
import { useEngine } from '../../ui/engine.ts';
import { sourceName } from '../../ui/networks/words.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { showProblem } from '../../ui/problem.ts';
import style from './indicators.module.css';

/** @param isOpen whether its content is shown from the beginning */
export function NetworkFiles({ isOpen, onChanged }: { isOpen: boolean; onChanged: () => void }) {
  const engine = useEngine();
  const [sources, setSources] = useState<NetworkSource[]>([]);
  useEffect(() => {
    let current = true;
    engine.networks.sources().then(
      (found) => current && setSources(found),
      (error: unknown) => showProblem(error, 'read the databases of networks'),
    );
    return () => {
      current = false;
    };
  }, [engine]);
  const take = (found: NetworkSource[]) => {
    setSources(found);
    onChanged();
  };
  const choose = async () => {
    const [path] = await pickPaths({
      title: 'An MMDB database, or ip-ranges.json of AWS',
      mode: 'file',
      confirm: 'Use this',
    });
    if (path !== undefined) take(await engine.networks.choose({ path }));
  };
  return (
    <section aria-label="Databases of networks">
      <details open={isOpen} className={style.databases}>
        <summary>Databases of networks</summary>
        <p className="pm-dim">
          Country and network of addresses come from these files. Nothing is ever looked up outside this machine. Your
          own files come first: an MMDB database (GeoLite2, DB-IP, IPinfo), or ip-ranges.json as AWS publishes it.
        </p>
        <ul className={style.sources}>
          {sources.map((source) => (
            <li key={source.path ?? source.name}>
              <div>
                {sourceName(source)}
                {source.path !== null && <span className="pm-mono pm-select"> {source.path}</span>}
                {source.credit !== null && <div className="pm-dim">{source.credit}</div>}
                {source.problem !== null && (
                  <div role="alert" className={style.problem}>
                    {source.problem}
                  </div>
                )}
              </div>
              {source.path !== null && (
                <ActionIcon
                  aria-label={`Do not use ${source.path}`}
                  title="Do not use"
                  onClick={() =>
                    void engine.networks
                      .forget({ path: source.path! })
                      .then(take, (error: unknown) => showProblem(error, 'forget the file'))
                  }
                >
                  <IconX size={14} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
        <Button
          variant="default"
          onClick={() => void choose().catch((error: unknown) => showProblem(error, 'use this file'))}
        >
          Use a file of your own…
        </Button>
      </details>
    </section>
  );
}
