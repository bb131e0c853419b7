import type { OfficeDesk } from './office-desk.ts';

/** Presses an action's button, fills what its dialog asks and confirms; ends when the record shows the state. */
export const act = async (
  { hands, browser }: OfficeDesk,
  title: string,
  state: string,
  fill: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await hands.press(title);
  await browser.page.waitForSelector('.action-dialog');
  await hands.quiet();
  await fill();
  await hands.press('确定');
  await browser.page.waitForFunction("document.querySelector('.action-dialog') === null");
  await browser.page.waitForSelector(`::-p-xpath(//*[@class="record-title"]//*[normalize-space()="${state}"])`);
  await hands.quiet();
};
