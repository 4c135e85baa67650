// What axe-core finds wrong with a page, for screen readers and for eyes: names, roles, contrast.
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * WCAG 2.2, A and AA, and axe's own best practices.
 * @param within selector of the part to look at; absent: the whole page
 */
export async function expectAccessible(page: Page, name: string, within?: string): Promise<void> {
  // Rows that are about to be replaced are faded on purpose.
  await expect(page.locator('[data-old]')).toHaveCount(0);
  // Colours on their way from one to the other have no contrast of their own.
  await page.evaluate(async () => {
    const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map(({ finished }) => finished));
  });
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (part) => {
    // A menu stands in the page's end, outside of landmarks, as a dialog does.
    const regionMatcher = 'dialog, [role=dialog], [role=alertdialog], [role=menu], [role=tooltip], svg';
    window.axe.configure({ checks: [{ id: 'region', options: { regionMatcher } }] });
    const { violations } = await window.axe.run(part ?? document, {
      resultTypes: ['violations'],
      // It joins texts of elements that stand apart (`5` `files found`), and misses the space of the name.
      rules: { 'label-content-name-mismatch': { enabled: false } },
    });
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)}\n${failureSummary ?? ''}`),
    }));
  }, within);
  expect(violations, `what axe finds on: ${name}`).toEqual([]);
}
