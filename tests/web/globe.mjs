// Opens globe.html in Chromium, shows it the files asked for on standard input, and prints what Cesium read in them.
//
// Question: {"chromium": path, "files": {name: path}, "times": {name: [iso, …]},
//            "looks": [{"file": name, "time": iso, "direction": [x, y, z], "distance": m, "picture": path}]}
// Answer: {"files": {name: …}, "errors": [what the console, the page or the network complained of]}
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const kinds = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".json": "application/json", ".czml": "application/json", ".wasm": "application/wasm", ".png": "image/png",
  ".jpg": "image/jpeg", ".xml": "application/xml", ".svg": "image/svg+xml" };

const question = JSON.parse(await text(process.stdin));
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const asked = path.startsWith("/files/") ? question.files[path.slice(7)] : join(here, normalize(path));
  try {
    const data = await readFile(asked);
    response.writeHead(200, { "Content-Type": kinds[extname(asked)] ?? "application/octet-stream" }).end(data);
  } catch {
    response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: question.chromium, chromiumSandbox: false,
  args: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
const errors = [];
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("console", (line) => {
    if (["error", "warning"].includes(line.type()) && !/GL Driver Message .OpenGL, Performance/.test(line.text())) {
      errors.push(`${line.type()}: ${line.text()}`);
    }
  });
  page.on("pageerror", (error) => errors.push(`page: ${error.message}`));
  page.on("requestfailed", (request) => errors.push(`request: ${request.url()}`));
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(origin) || url.startsWith("blob:") || url.startsWith("data:")) return route.continue();
    errors.push(`network: ${url}`);
    return route.abort();
  });
  await page.goto(`${origin}/globe.html`);
  await page.evaluate(() => begin());
  const files = {};
  let shown = null;
  const load = async (name) => {
    files[name] = await page.evaluate(([url, times]) => load(url, times),
      [`${origin}/files/${name}`, question.times[name] ?? []]);
    shown = name;
  };
  for (const name of Object.keys(question.files)) await load(name);
  for (const one of question.looks ?? []) {
    if (shown !== one.file) await load(one.file);
    await page.evaluate(([time, direction, distance]) => look(time, direction, distance),
      [one.time, one.direction, one.distance]);
    await page.screenshot({ path: one.picture });
  }
  process.stdout.write(JSON.stringify({ files, errors }));
} finally {
  await browser.close();
  server.close();
}
