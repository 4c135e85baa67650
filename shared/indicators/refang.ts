// Takes back what makes an indicator harmless to click on: 1.2.3[.]4, hxxp://, example(dot)com.

const dots = /\s*(?:\[\s*(?:\.|dot)\s*\]|\(\s*(?:\.|dot)\s*\)|\{\s*(?:\.|dot)\s*\}|\\\.)\s*/gi;

/** The text as it was before; text that was not defanged stays as it is. */
export function refang(text: string): string {
  return text
    .replaceAll(dots, '.')
    .replaceAll(/\[\s*:\s*\]/g, ':')
    .replaceAll(/\[\s*:\s*\/\s*\/\s*\]/g, '://')
    .replaceAll(/\[\s*\/\s*\]/g, '/')
    .replaceAll(/\[\s*(?:@|at)\s*\]/gi, '@')
    .replace(/^h(?:xx|tt|\*\*|XX)p(s?)(?=:)/i, 'http$1')
    .replace(/^fxp(s?)(?=:)/i, 'ftp$1');
}
