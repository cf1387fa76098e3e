// Decodes films in Chromium, and prints of each frame how long it is shown [ms] and its size.
//
// Question on standard input: {"chromium": path, "films": {name: [media type, base64]}}; answer: {name: [[ms, w, h], …]}
import { text } from "node:stream/consumers";
import { chromium } from "playwright-core";

const question = JSON.parse(await text(process.stdin));
const browser = await chromium.launch({ executablePath: question.chromium, chromiumSandbox: false });
try {
  const page = await browser.newPage();
  // Decoders are for secure pages alone, as those of this machine are.
  await page.route("http://localhost/", (route) => route.fulfill({ body: "<!doctype html>", contentType: "text/html" }));
  await page.goto("http://localhost/");
  console.log(JSON.stringify(await page.evaluate(async (films) => {
    const told = {};
    for (const [name, [type, data]] of Object.entries(films)) {
      const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
      const decoder = new ImageDecoder({ data: bytes, type });
      await decoder.tracks.ready;
      await decoder.completed;
      told[name] = [];
      for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack.frameCount; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex });
        told[name].push([image.duration / 1000, image.displayWidth, image.displayHeight]);
        image.close();
      }
    }
    return told;
  }, question.films)));
} finally {
  await browser.close();
}
