// An answer of the fake that is not 200, thrown from wherever it is decided.

export class Refusal extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status: number) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** AWS's JSON services refuse with 400 whatever the reason is, and fail with 500. */
export const refuse = (type: string, message: string, status = 400): Refusal => new Refusal(type, message, status);
