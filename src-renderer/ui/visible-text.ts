// Text as it is painted; a report paints by the same rule.
export { visibleText } from '../../shared/values/visible-text.ts';
