// Asks the preview for news, once for all open pages of an edition: a browser opens only a few connections to one
// place, and a question that waits holds one. It runs beside the pages since their policy lets them ask for nothing.
"use strict";

// What each open page is, by the port that leads to it.
const tabs = new Map();
// What is known of an edition, by its name.
const editions = new Map();

const PAUSE = 1000;
// The preview answers a question for news after ten seconds at the latest.
const LONGEST = 30000;
const OWN_LINE = /<script src="\/_preview\/preview\.js" data-page="([^"]*)" data-style="([^"]*)"/;

const pause = (time) => new Promise((done) => setTimeout(done, time));
const ask = (address, cache) => fetch(address, { cache, signal: AbortSignal.timeout(LONGEST) });
const tabsOf = (edition) => [...tabs].filter(([, tab]) => tab.edition === edition);

function connect(port) {
  port.onmessage = ({ data: tab }) => {
    if (tab.isGone) {
      tabs.delete(port);
      return;
    }
    tabs.set(port, tab);
    const known = editions.get(tab.edition);
    if (!known) follow(tab.edition);
    else if (known.news) tell(port, tab, known.news);
  };
}

async function follow(edition) {
  const known = { token: "", news: null, isLost: false };
  editions.set(edition, known);
  while (tabsOf(edition).length > 0) {
    try {
      const question = `/_preview/news?edition=${edition}&after=${encodeURIComponent(known.token)}`;
      const answer = await ask(question, "no-store");
      if (answer.status === 404) {
        // Another preview is shown now, which has no such edition.
        for (const [port] of tabsOf(edition)) port.postMessage({ isOther: true });
        await pause(PAUSE);
        continue;
      }
      const news = await answer.json();
      const isNew = news.token !== known.token || known.isLost;
      Object.assign(known, { token: news.token, news, isLost: false });
      if (isNew) for (const [port, tab] of tabsOf(edition)) tell(port, tab, news);
    } catch {
      known.isLost = true;
      for (const [port] of tabsOf(edition)) port.postMessage({ isLost: true });
      await pause(PAUSE);
    }
  }
  editions.delete(edition);
}

// Looks at the page as it is now, and tells it what it has become; again, until there is something to tell or the page
// has heard of later news.
async function tell(port, tab, news) {
  tab.latest = news;
  while (tabs.get(port) === tab && tab.latest === news) {
    try {
      const answer = await ask(tab.address, "no-cache");
      const line = OWN_LINE.exec(await answer.text());
      if (tab.latest !== news) return;
      port.postMessage(line ? { news, page: line[1], style: line[2] } : { news });
      return;
    } catch {
      await pause(PAUSE);
    }
  }
}

if (typeof SharedWorkerGlobalScope === "undefined") connect(self);
else self.onconnect = ({ ports: [port] }) => connect(port);
