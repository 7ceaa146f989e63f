// The clocks, put into every page before its own scripts. They know selectors and nothing else of a page, so that they are the
// same for both sides.
//
// *To paint* ends after the frame in which the answer is in the page: requestAnimationFrame, then a message, by which time the
// frame's work on the main thread is over. It leaves out raster and display, and is counted in frames of 16.7 ms.

/** The source of the script, with the selectors of what makes the page ready and of what is first to be seen. */
export const probe = (ready, seen) => `(${install})(${JSON.stringify(ready)}, ${JSON.stringify(seen)})`;

function install(readySelector, seenSelector) {
  const PATIENCE = 60_000;
  const memories = new Set();
  const tasks = [];
  const writes = [];

  /** Calls back after the frame that is drawn next. */
  const afterFrame = (done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    requestAnimationFrame(() => port2.postMessage(0));
  };

  /** The end of the first frame in which a selector finds something. */
  const shown = (selector) => new Promise((done, fail) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    const until = performance.now() + PATIENCE;
    const look = () => {
      if (document.querySelector(selector)) port2.postMessage(0);
      else if (performance.now() > until) fail(new Error(`${selector} was not shown`));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

  /** The moment at which the page comes to match a selector, whether or not it is painted by then. */
  const matched = (selector) => new Promise((done, fail) => {
    const look = () => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      clearTimeout(patience);
      done(performance.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    const patience = setTimeout(() => {
      observer.disconnect();
      fail(new Error(`${selector} was not matched`));
    }, PATIENCE);
    look();
  });

  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((it) => ({ start: it.startTime, end: it.startTime + it.duration }))))
    .observe({ type: 'longtask', buffered: true });

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.add(memory);
      return made;
    };
  }

  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = begin.call(this, stores, mode, options);
    if (mode === 'readwrite') {
      const begun = performance.now();
      transaction.addEventListener('complete', () => writes.push({ begun, done: performance.now() }));
    }
    return transaction;
  };

  const seen = seenSelector && shown(seenSelector);
  seen?.catch(() => {}); // Told to whoever asks for it.

  globalThis.bench = {
    ready: shown(readySelector),
    seen,
    painted: () => new Promise(afterFrame),

    /**
     * Times what the next event of a type leads to, in milliseconds from the event: `shown` to the frame in which a selector
     * finds something, `matched` to the moment at which it does, `written` to the end of the first write.
     */
    arm(type, { shown: seen, matched: reached }) {
      this.timed = new Promise((done, fail) => {
        addEventListener(type, (event) => {
          const start = event.timeStamp;
          const since = async (clock) => (await clock) - start;
          Promise.all([seen && since(shown(seen)), reached && since(matched(reached))]).then(([toPaint, toMatch]) => {
            done({ start, toPaint, toMatch });
          }, fail);
        }, { capture: true, once: true });
      });
      this.timed.catch(() => {}); // Told to whoever asks for it.
    },

    /** The first write that ended after a moment. */
    async written(after) {
      for (;;) {
        const write = writes.find((it) => it.done > after);
        if (write) return { toDone: write.done - after, took: write.done - write.begun };
        await new Promise((done) => setTimeout(done, 5));
      }
    },

    /** Takes the time between frames until it is called again; then the longest of them. */
    frames() {
      const gaps = [];
      let last = performance.now();
      let goesOn = true;
      const next = () => {
        if (!goesOn) return;
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
      this.worstFrame = () => {
        goesOn = false;
        return Math.max(...gaps);
      };
    },

    /** The longest task that lay in a span, in milliseconds. What is shorter than 50 ms no browser tells: then it is nought. */
    longestTask(from = 0, to = performance.now()) {
      return Math.max(0, ...tasks.filter((it) => it.end > from && it.start < to).map((it) => it.end - it.start));
    },

    /** The memory of all WebAssembly instances, in bytes. */
    wasmBytes: () => [...memories].reduce((sum, it) => sum + it.buffer.byteLength, 0),
  };
}
