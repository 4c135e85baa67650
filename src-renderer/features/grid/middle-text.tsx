// A value in one line. Where there is no room for all of it the middle goes: what ARNs, paths and ids differ in is their end.
import styles from './middle-text.module.css';

/** Letters of the end that always stay. */
const endLetters = 22;
/** A text as short as this keeps all of it. */
const shortLetters = 12;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export function MiddleText({ text }: { text: string }) {
  const letters = Array.from(text);
  // A right-to-left text cut in two would stand in the wrong order.
  if (letters.length <= endLetters + 6 || rightToLeft.test(text)) {
    return (
      <span className={styles.text} data-short={letters.length <= shortLetters || undefined}>
        <bdi className={styles.start}>{text}</bdi>
      </span>
    );
  }
  return (
    <span className={styles.text}>
      <span className={styles.start}>{letters.slice(0, -endLetters).join('')}</span>
      <span className={styles.end}>{letters.slice(-endLetters).join('')}</span>
    </span>
  );
}
