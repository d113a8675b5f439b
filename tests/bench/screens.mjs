// What the screens cost a browser. One argument: JSON with the folder of the npm packages, the browser, the portal's
// address, the session cookie and the addresses of screens. Prints one JSON object.
import { createRequire } from "node:module";

const asked = JSON.parse(process.argv[2]);
const require = createRequire(asked.packages + "/");
const puppeteer = require("puppeteer-core");

const flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"];
const browser = await puppeteer.launch({ executablePath: asked.browser, args: flags });

/** A page with nothing cached, signed in. */
async function fresh(width = 1280) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height: 800 });
  const [name, value] = asked.cookie.split("=");
  await page.setCookie({ name, value, url: asked.url });
  return page;
}

/** Bytes that come over the wire until the page has been silent for half a second. */
async function coldLoad(path) {
  const page = await fresh();
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(asked.url + path, { waitUntil: "networkidle0" });
  await page.close();
  return bytes;
}

/** Milliseconds until the element is there on a processor four times slower, without and with the browser's cache. */
async function usable(path, selector) {
  const page = await fresh();
  await page.emulateCPUThrottling(4);
  const times = [];
  for (let load = 0; load < 2; load++) {
    const start = performance.now();
    await page.goto(asked.url + path, { waitUntil: "domcontentloaded" });
    await page.waitForSelector(selector, { visible: true, timeout: 60000 });
    times.push(performance.now() - start);
  }
  await page.close();
  return { cold: times[0], warm: times[1] };
}

/** The longest time between two frames while the page scrolls from its start to its end, milliseconds. */
async function longestFrame(path, selector) {
  const page = await fresh();
  await page.goto(asked.url + path);
  await page.waitForSelector(selector, { visible: true, timeout: 60000 });
  const longest = await page.evaluate(
    () =>
      new Promise((done) => {
        const steps = 240;
        const height = document.documentElement.scrollHeight - innerHeight;
        let [step, last, longest] = [0, performance.now(), 0];
        const frame = (now) => {
          longest = Math.max(longest, now - last);
          last = now;
          scrollTo(0, (height * ++step) / steps);
          step < steps ? requestAnimationFrame(frame) : done(longest);
        };
        requestAnimationFrame((now) => ((last = now), requestAnimationFrame(frame)));
      }),
  );
  await page.close();
  return longest;
}

/** Scores of Lighthouse for its telephone, 0 to 100. */
async function scores(path) {
  const { default: lighthouse } = await import(require.resolve("lighthouse"));
  const port = Number(new URL(browser.wsEndpoint()).port);
  const options = { port, extraHeaders: { Cookie: asked.cookie }, logLevel: "error" };
  const onlyCategories = ["performance", "accessibility", "best-practices"];
  const { lhr } = await lighthouse(asked.url + path, { ...options, onlyCategories });
  return Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
}

const answer = {
  bytes: await coldLoad(asked.first),
  usable: await usable(asked.list, asked.row),
  frames: {},
  scores: {},
};
for (const [path, shown] of asked.scrolled) answer.frames[path] = await longestFrame(path, shown);
for (const path of asked.audited) answer.scores[path] = await scores(path);
console.log(JSON.stringify(answer));
await browser.close();
