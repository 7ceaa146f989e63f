// What a person does with mouse and keys, the same on both sides, timed from the trusted event.

const STEPS = 16;

/** How long a page is left alone before it is timed, in milliseconds. */
export const REST = 300;

/** Takes a card from one point to another and lets it go there. */
export async function drag(page, { from, to, ...answers }) {
  await page.mouse.move(from.x, from.y);
  await page.waitForTimeout(REST);
  await page.evaluate(() => bench.frames());
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    await page.mouse.move(from.x + ((to.x - from.x) * step) / STEPS, from.y + ((to.y - from.y) * step) / STEPS);
  }
  await page.waitForTimeout(REST / 2);
  await page.evaluate((it) => bench.arm('pointerup', it), answers);
  await page.mouse.up();
  return { ...await answer(page), worstFrame: await page.evaluate(() => bench.worstFrame()) };
}

/** Presses a key, with another one held down if there is one. */
export async function press(page, { key, held, ...answers }) {
  await page.waitForTimeout(REST);
  if (held) await page.keyboard.down(held);
  await page.evaluate((it) => bench.arm('keydown', it), answers);
  await page.keyboard.press(key);
  if (held) await page.keyboard.up(held);
  return answer(page);
}

/**
 * Types into the field that has the focus, and takes it out again; times each key to the frame after it. What is found must
 * stand in that frame, as far as it is seen: it is compared with what stands there later.
 */
export async function type(page, list, text) {
  const told = () => page.locator(list).evaluate((it) => {
    const all = it.getBoundingClientRect();
    const isSeen = (row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > Math.max(all.top, 0) && top < Math.min(all.bottom, innerHeight);
    };
    const rows = [...it.querySelectorAll('tr, li, [role="option"]')];
    return rows.length ? rows.filter(isSeen).map((row) => row.textContent).join('\n') : it.textContent;
  });
  const keys = [];
  for (const key of [...text, ...[...text].map(() => 'Backspace')]) {
    await page.waitForTimeout(REST);
    await page.evaluate((it) => bench.arm('input', { shown: it }), list);
    await page.keyboard.press(key);
    keys.push(await page.evaluate(async () => (await bench.timed).toPaint));
    const first = await told();
    await page.waitForTimeout(REST);
    if (await told() !== first) throw new Error(`What is found for ${key} came later than in the next frame.`);
  }
  return keys;
}

/** What the clocks say: to paint, to the state that was waited for, and to the end of the write. */
async function answer(page) {
  return page.evaluate(async () => {
    const timed = await bench.timed;
    return { ...timed, write: await bench.written(timed.start) };
  });
}
