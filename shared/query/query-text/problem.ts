// What is wrong with a query, at its place: the only thing that reading one throws.

export class QueryProblem extends Error {
  override name = 'QueryProblem';
  /** Where in the text, in UTF-16 units. `length` 0: something is missing there. */
  readonly offset: number;
  readonly length: number;
  /** Texts that could stand at that place instead, the likeliest first. */
  readonly instead: string[];

  /** @param message what is wrong, and what to write instead */
  constructor(message: string, place: { from: number; to: number }, instead: string[] = []) {
    super(message);
    this.offset = place.from;
    this.length = place.to - place.from;
    this.instead = instead;
  }
}
