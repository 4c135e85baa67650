// How Markdown of notes is read, the same on screen and in an exported page. Notes may quote what an attacker wrote, so nothing
// in them can run, load, or lead anywhere.

/**
 * For micromark, whose own defaults escape HTML: what would be HTML, an image, a link or an address stays the text that was
 * written, with its address to be seen.
 */
export const markdownOptions = {
  extensions: [
    {
      disable: {
        null: ['htmlFlow', 'htmlText', 'labelStartImage', 'labelStartLink', 'labelEnd', 'autolink', 'definition'],
      },
    },
  ],
};
