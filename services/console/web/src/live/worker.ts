/// <reference lib="webworker" />
import { follow, type Word } from "./follow";

/** A tab that has not said for so long that it is there is gone. */
const GONE_MS = 20_000;

interface Stream {
  tabs: Map<MessagePort, number>;
  stop: AbortController;
  last: Word | undefined;
}

const streams = new Map<string, Stream>();

function leave(port: MessagePort): void {
  for (const [key, stream] of streams) {
    stream.tabs.delete(port);
    if (stream.tabs.size === 0) {
      stream.stop.abort();
      streams.delete(key);
    }
  }
}

function join(key: string, centre: string, port: MessagePort): void {
  const present = streams.get(key);
  if (present !== undefined) {
    present.tabs.set(port, Date.now());
    if (present.last !== undefined) {
      port.postMessage(present.last);
    }
    return;
  }
  const stream: Stream = { tabs: new Map([[port, Date.now()]]), stop: new AbortController(), last: undefined };
  streams.set(key, stream);
  const tell = (word: Word): void => {
    if (word.kind === "live" || word.kind === "cut") {
      stream.last = word;
    }
    for (const tab of stream.tabs.keys()) {
      tab.postMessage(word);
    }
  };
  void follow(centre, tell, stream.stop.signal).then(() => streams.get(key) === stream && streams.delete(key));
}

setInterval(() => {
  const stale = Date.now() - GONE_MS;
  for (const stream of streams.values()) {
    for (const [port, seen] of stream.tabs) {
      if (seen < stale) {
        leave(port);
      }
    }
  }
}, GONE_MS / 2);

/** One stream for all tabs of a session: a browser opens no more than six connections to a server. */
(self as unknown as SharedWorkerGlobalScope).onconnect = (event) => {
  const [port] = event.ports;
  if (port === undefined) {
    return;
  }
  port.onmessage = ({ data }: MessageEvent<{ join?: [string, string]; leave?: true }>) => {
    if (data.join !== undefined) {
      join(data.join[0], data.join[1], port);
    } else {
      leave(port);
    }
  };
  port.start();
};
