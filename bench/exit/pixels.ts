import type { Browser, CDPSession } from 'playwright-core';

/** What is on the screen this very moment, as a PNG in base64. Does not wait for anything, unlike a tool's screenshot. */
export async function shot(session: CDPSession): Promise<string> {
  return (await session.send('Page.captureScreenshot', { format: 'png' })).data;
}

/**
 * How much of one picture is still there in another of the same size: the share of its pixels that are not background
 * and have not changed. 0: nothing is left; 1: it is the same picture.
 */
export async function survivingShare(browser: Browser, before: string, after: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    return await page.evaluate(
      async (pictures) => {
        const pixels: Uint32Array[] = [];
        for (const picture of pictures) {
          const image = new Image();
          image.src = `data:image/png;base64,${picture}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const drawing = canvas.getContext('2d');
          drawing?.drawImage(image, 0, 0);
          const data = drawing?.getImageData(0, 0, image.width, image.height).data;
          pixels.push(new Uint32Array(data?.buffer ?? new ArrayBuffer(0)));
        }
        const [first, second] = pixels;
        if (first === undefined || second === undefined || first.length !== second.length) return 1;
        const counts = new Map<number, number>();
        for (const colour of first) counts.set(colour, (counts.get(colour) ?? 0) + 1);
        const background = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
        let ink = 0;
        let kept = 0;
        for (let at = 0; at < first.length; at++) {
          if (first[at] === background) continue;
          ink++;
          if (first[at] === second[at]) kept++;
        }
        return ink === 0 ? 0 : kept / ink;
      },
      [before, after],
    );
  } finally {
    await context.close();
  }
}
