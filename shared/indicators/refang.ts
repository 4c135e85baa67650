// Takes back what makes an indicator harmless to click on: 1.2.3[.]4, hxxp://, example(dot)com.

const dots = / {0,2}(?:\[ ?(?:\.|dot) ?\]|\( ?(?:\.|dot) ?\)|\{ ?(?:\.|dot) ?\}|\\\.) {0,2}/gi;

/** The text as it was before; text that was not defanged stays as it is. */
export function refang(text: string): string {
  return text
    .replaceAll(dots, '.')
    .replaceAll(/\[ ?: ?\]/g, ':')
    .replaceAll(/\[:\/\/\]/g, '://')
    .replaceAll(/\[ ?\/ ?\]/g, '/')
    .replaceAll(/\[ ?(?:@|at) ?\]/gi, '@')
    .replace(/^h(?:xx|tt|\*\*|XX)p(s?)(?=:)/i, 'http$1')
    .replace(/^fxp(s?)(?=:)/i, 'ftp$1');
}
