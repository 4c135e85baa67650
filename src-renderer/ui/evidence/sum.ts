// An equation of an account: a whole and the parts that must add up to it, each number a way to what it counts.

/** `tone`: how much attention the number wants when it is not zero. */
export type Term<Id extends string = string> = {
  id: Id;
  count: number;
  label: string;
  doc: string;
  tone: 'plain' | 'warn' | 'bad';
  /** More about the count, below it: the bytes. */
  note?: string;
};
export type Sum<Id extends string = string> = { whole: Term<Id>; parts: Term<Id>[]; holds: boolean };

export const makeTerm = <Id extends string>(
  id: Id,
  count: number,
  label: string,
  doc: string,
  tone: Term['tone'] = 'plain',
): Term<Id> => ({ id, count, label, doc, tone });

export const makeSum = <Id extends string>(whole: Term<Id>, parts: Term<Id>[]): Sum<Id> => ({
  whole,
  parts,
  holds: whole.count === parts.reduce((sum, part) => sum + part.count, 0),
});
