// The words of `pugmark report`: what they mean, and what is said of wrong ones.
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src-main/cli/arguments.ts';

const parse = (...args: string[]) => parseCommand(['report', '--case', 'x.pugmark', ...args]);

describe('pugmark report', () => {
  it('takes the form from the ending of the file', () => {
    for (const [out, format] of [
      ['a.html', 'html'],
      ['b.MD', 'md'],
      ['c.pdf', 'pdf'],
    ] as const)
      expect(parse('--out', out)).toMatchObject({ name: 'report', out, format, sections: undefined, redact: [] });
    expect(() => parse('--out', 'a.docx')).toThrow('.html, .md or .pdf');
    expect(() => parse()).toThrow('--out FILE');
  });

  it('takes sections in their order, and values to redact one by one', () => {
    const values = ['--redact', 'a,b', '--redact=-x-', '--redact-network', '10.0.0.0/8', '--tag', 'Malicious'];
    expect(parse('--out', 'a.md', '--sections', 'method, summary', ...values)).toMatchObject({
      sections: ['method', 'summary'],
      redact: ['a,b', '-x-'],
      redactNetworks: ['10.0.0.0/8'],
      tags: ['Malicious'],
    });
    expect(() => parse('--out', 'a.md', '--sections', 'sumary')).toThrow(
      'There is no section “sumary”. There are: summary,',
    );
  });

  it('has a page of help', () => {
    expect(parseCommand(['report', '--help'])).toEqual({ name: 'help', of: 'report' });
  });
});
