// The network of one address: country, who announces it, whether it is AWS's, which lists hold it, and what all that is from.
import style from './networks.module.css';
import { type KnownNetworks, useNetworks } from './use-networks.ts';
import { networkFacts, sourceName } from './words.ts';

export function NetworkCard({ address }: { address: string }) {
  const known = useNetworks([address]);
  if (known === null) return null;
  if (known.problem)
    return (
      <p role="alert" className={style.problem}>
        {known.problem.title}. {known.problem.message}
      </p>
    );
  return <Known known={known} />;
}

function Known({ known: { contexts, sources } }: { known: KnownNetworks }) {
  const [context] = contexts;
  if (!context) return null;
  const facts = networkFacts(context);
  const broken = sources.filter(({ problem }) => problem !== null);
  return (
    <section className={style.card} aria-label="Network of the address">
      {context.special !== null && <p>{context.special}</p>}
      {facts.length > 0 && (
        <dl className={style.facts}>
          {facts.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="pm-select">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {context.special === null && facts.length === 0 && <p>No database knows the network of this address.</p>}
      {context.lists.length > 0 && (
        <p>
          On {context.lists.length === 1 ? 'the list' : 'the lists'}{' '}
          {context.lists.map(({ listId, name, level, value }, i) => (
            <span key={listId}>
              {i > 0 && ', '}
              <b>{name}</b> ({level}), as <span className="pm-mono">{value}</span>
            </span>
          ))}
          .
        </p>
      )}
      {broken.map(({ name, problem }) => (
        <p key={name} role="alert" className={style.problem}>
          {name}: {problem}
        </p>
      ))}
      {facts.length > 0 && (
        <details className={style.from}>
          <summary>From databases on this machine, as of their dates. Nothing was looked up elsewhere.</summary>
          <ul>
            {sources
              .filter(({ problem }) => problem === null)
              .map((source) => (
                <li key={source.path ?? source.name}>
                  {sourceName(source)}. {source.credit}
                </li>
              ))}
          </ul>
        </details>
      )}
    </section>
  );
}
