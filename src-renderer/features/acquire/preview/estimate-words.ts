// Money of an estimate, as people read it.

/** `0.0042 USD`, `1.27 USD`, `1,234 EUR`: two digits that matter, never none; less than a thousandth is told as such. */
export function formatMoney(amount: number, currency: string): string {
  if (amount === 0) return `0 ${currency}`;
  if (amount < 0.001) return `< 0.001 ${currency}`;
  const digits = amount >= 100 ? 0 : amount >= 0.1 ? 2 : amount >= 0.01 ? 3 : 4;
  const text = new Intl.NumberFormat('en-US', { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(
    amount,
  );
  return `${text} ${currency}`;
}
