// Asks the preview for news, once for all open pages of an edition: a browser opens only a few connections to one
// place, and a question that waits holds one. It runs beside the pages since their policy lets them ask for nothing.
"use strict";

// What each open page is, by the port that leads to it.
const tabs = new Map();
// What is known of an edition, by its name.
const editions = new Map();

const PAUSE = 1000;
const OWN_LINE = /<script src="\/_preview\/preview\.js" data-page="([^"]*)" data-style="([^"]*)"/;

const pause = (time) => new Promise((done) => setTimeout(done, time));
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
  const known = { token: "", news: null };
  editions.set(edition, known);
  while (tabsOf(edition).length > 0) {
    try {
      const question = `/_preview/news?edition=${edition}&after=${encodeURIComponent(known.token)}`;
      const answer = await fetch(question, { cache: "no-store" });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const news = await answer.json();
      const isNew = news.token !== known.token || known.isLost;
      Object.assign(known, { token: news.token, news, isLost: false });
      if (isNew) await Promise.all(tabsOf(edition).map(([port, tab]) => tell(port, tab, news)));
    } catch {
      known.isLost = true;
      for (const [port] of tabsOf(edition)) port.postMessage({ isLost: true });
      await pause(PAUSE);
    }
  }
  editions.delete(edition);
}

// Looks at the page as it is now, and tells it what it has become.
async function tell(port, tab, news) {
  try {
    const answer = await fetch(tab.address, { cache: "no-cache" });
    const text = await answer.text();
    const line = OWN_LINE.exec(text);
    const now = line ? { page: line[1], style: line[2] } : { words: text };
    port.postMessage({ news, status: answer.status, ...now });
  } catch {
    port.postMessage({ isLost: true });
  }
}

if (typeof SharedWorkerGlobalScope === "undefined") connect(self);
else self.onconnect = ({ ports: [port] }) => connect(port);
