// Conditions in SQL joined with AND or OR, with as few parentheses as can be read safely.

/** Parts that hold the other operator outside of parentheses get some; `true` and `false` go where they decide nothing. */
export function joinAll(all: string[], operator: 'AND' | 'OR'): string {
  const [idle, final] = operator === 'AND' ? ['true', 'false'] : ['false', 'true'];
  if (all.includes(final!)) return final!;
  const parts = all.filter((part) => part !== idle);
  if (parts.length === 0) return idle!;
  if (parts.length === 1) return parts[0]!;
  const other = operator === 'AND' ? ' OR ' : ' AND ';
  return parts.map((part) => (holdsOutside(part, other) ? `(${part})` : part)).join(` ${operator} `);
}

/** A missing field makes NULL, and what is not found there is not there. */
export function negate(condition: string): string {
  if (condition === 'true') return 'false';
  return condition === 'false' ? 'true' : `(${condition}) IS NOT TRUE`;
}

/** With each of what is joined by AND on a line of its own. */
export const breakLines = (condition: string): string => splitOutside(condition, ' AND ').join('\n  AND ');

const holdsOutside = (sql: string, operator: string): boolean => splitOutside(sql, operator).length > 1;

/** Splits where the operator stands outside of parentheses and quotes. */
function splitOutside(sql: string, operator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < sql.length; at++) {
    const sign = sql[at]!;
    if (quote !== '') {
      // A doubled quote closes and opens again.
      if (sign === quote) quote = '';
    } else if (sign === "'" || sign === '"') quote = sign;
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
    else if (depth === 0 && sql.startsWith(operator, at)) {
      parts.push(sql.slice(from, at));
      from = at + operator.length;
    }
  }
  return [...parts, sql.slice(from)];
}
