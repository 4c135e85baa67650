// What about a text decides how it is looked for.

export const hasCase = (value: string) => value.toLowerCase() !== value.toUpperCase();
export const isAscii = (value: string) => !/[\u0080-\uffff]/.test(value);
