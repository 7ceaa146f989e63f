// The one script of the page. It decides whether Satchel may start here, starts it, and speaks when the app cannot.
//
// It is a classic script in the head, not a module, because a module runs after the first paint: the theme would
// flash, and a browser too old for modules would show "Opening…" for ever.
//
// Names that Satchel uses on this origin begin with `satchel` and carry the scope, the folder that the page lies in,
// because other projects may share the origin: `satchel:/crm/:theme`. Settings lie in localStorage as JSON text, the
// way gloo-storage writes them.
//
// What the app and this script say to each other:
//   satchelPanic(message)     the app's panic hook calls it; nothing can be typed or clicked afterwards, and it says where
//   satchelShown()            the app calls it when there is something to be seen: the picture of the last screen goes
//   satchelSettled()          the app calls it when its first screen stands: what breaks later did not break the start
//   satchelCopy()             saves a copy without the app; answers a sentence
//   satchelLater()            the second part of the app, fetched and compiled
//   satchelHas(name)          whether this browser has a database of this name; no, where it does not say
//   satchel:update            an event on window: a new version waits (also <html data-update="waiting">)
//   satchel:accept-update     an event on window: the user wants it now; the page reloads
//   satchelSilence(…)         everything is being erased: this page keeps nothing any more, and the other tabs say so
//   satchelErased(…)          everything was erased, or what is left
//   <html data-boot="…">      framed, starting, late, started, failed or broken
//   <html data-erased>        everything was erased, or is being erased in another tab
//   <html data-safe="…">      the last start broke over this address, so the app starts elsewhere
'use strict';
{
  const page = document.documentElement;
  const scope = new URL('.', document.baseURI).pathname;
  const key = (name) => `satchel:${scope}:${name}`;
  /** A copy beside the data is shown under this address; what belongs to it has other names. */
  const beside = location.search === '?beside' ? ':beside' : '';
  const say = (state) => { page.dataset.boot = state; };
  const parsed = new Promise((done) => {
    if (document.readyState !== 'loading') done();
    else document.addEventListener('DOMContentLoaded', done, { once: true });
  });

  /** What `read` gives, or nothing where the browser forbids storage. */
  const stored = (read) => {
    try { return read(); } catch { return null; }
  };

  const element = (name, attributes, ...children) => {
    const it = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) it.setAttribute(attribute, value);
    it.append(...children);
    return it;
  };

  const button = (label, variant, act) => {
    const it = element('button', { class: 'button', ...(variant && { 'data-variant': variant }), type: 'button' }, label);
    it.onclick = act;
    return it;
  };

  const reloadButton = () => button('Reload', 'primary', () => location.reload());

  // --- A copy, without the app.

  const parts = () => document.querySelector('meta[name="satchel-parts"]').dataset;

  globalThis.satchelCopy = async () => (await import(new URL(parts().rescue, document.baseURI).href)).told(scope + beside);

  /** The button that saves a copy, and where it says what came of it. */
  const copyControls = () => {
    const says = element('p', { role: 'status' });
    const it = button('Save a copy', null, async () => {
      it.setAttribute('aria-busy', 'true');
      // A part that is missing here may be there under its own name.
      says.textContent = await satchelCopy().catch(() => { location.href = 'rescue.html'; return ''; });
      it.removeAttribute('aria-busy');
    });
    return [it, says];
  };

  // --- The theme, before anything is painted.

  const theme = stored(() => JSON.parse(localStorage.getItem(key('theme'))));
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;

  // --- The picture of the last screen. A large Book takes its time to come; what was seen last is there at once, if
  // nothing has changed since. Its links lead; nothing else of it can be used, and it goes when the app has something to show.

  const pictureKey = `satchel:${scope}${beside}:picture`;
  const markKey = `satchel:${scope}${beside}:mark`;
  /** More is not worth the room, of which there are five million letters. */
  const LARGEST_PICTURE = 500_000;
  const address = location.hash;

  /** A picture is true where all of this is the same: the version, the data, the address, the size and the day. */
  const circumstances = (hash) => JSON.stringify([
    document.querySelector('meta[name="satchel-version"]')?.content, localStorage.getItem(markKey), hash, innerWidth, innerHeight, new Date().toDateString(),
  ]);

  const isBelow = (it) => it.getBoundingClientRect?.().top > innerHeight;

  /** A board that snaps to its columns lies a little beside. */
  const SLIGHT = 8;

  /** What an element looks like: its name, its attributes and what is seen in it. No picture, if it was scrolled. */
  const pictured = (it) => {
    if (Math.max(it.scrollTop, it.scrollLeft) > SLIGHT) throw new RangeError('scrolled');
    const attributes = [...it.attributes].filter(({ name }) => !/^(id|for|name|autofocus|tabindex)$|^on|target$/.test(name));
    const looks = Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
    // What is typed is nobody's to keep, but for what a list looks for.
    if (it.type === 'search' && it.value) looks.value = it.value;
    const children = it.localName === 'textarea' ? [] : [...it.childNodes].filter((child) => child.nodeType !== Node.COMMENT_NODE && !isBelow(child));
    return [it.localName, looks, ...children.map((child) => child.data ?? pictured(child))];
  };

  const drawn = ([name, looks, ...children], space) => {
    const own = name === 'svg' ? 'http://www.w3.org/2000/svg' : space;
    const it = document.createElementNS(own, name);
    for (const [attribute, value] of Object.entries(looks)) {
      if (attribute === 'style') it.style.cssText = value;
      else it.setAttribute(attribute, value);
    }
    it.tabIndex = -1; // What scrolls has the focus by itself otherwise.
    it.append(...children.map((child) => (typeof child === 'string' ? child : drawn(child, own))));
    return it;
  };

  /** Takes the picture of what is shown: once it stands, and when the page goes out of sight. Without data there is none. */
  const takePicture = () => {
    if (broken || !stored(() => localStorage.getItem(markKey)) || document.querySelector('dialog[open]')) return;
    const picture = stored(() => JSON.stringify([circumstances(location.hash), pictured(document.querySelector('.shell'))]));
    stored(() => (picture?.length < LARGEST_PICTURE ? localStorage.setItem(pictureKey, picture) : localStorage.removeItem(pictureKey)));
  };

  /** Shows the picture, if there is one that is true, and waits until it is painted: the app has the processor after that. */
  const showPicture = async () => {
    const it = element('div', { class: 'picture', 'aria-hidden': 'true' }, element('p', { class: 'picture-note' }, 'Opening…'));
    const isTrue = stored(() => {
      const [when, picture] = JSON.parse(localStorage.getItem(pictureKey));
      return when === circumstances(address) && it.append(drawn(picture, 'http://www.w3.org/1999/xhtml')) === undefined;
    });
    if (!isTrue) return;
    document.body.append(it);
    await new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done));
      setTimeout(done, 100); // A page out of sight has no frames.
    });
  };

  globalThis.satchelShown = () => {
    const it = document.querySelector('.picture');
    if (!it?.matches(':active')) return it?.remove();
    // Whoever presses a link of it means that link: a press that ends on something else is no click.
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(satchelShown), { once: true });
  };

  // --- Instead of the app.

  /** Replaces the first frame by sentences and, where there is something to do, by the control that does it. */
  const explain = async (state, sentences, ...controls) => {
    say(state);
    await parsed;
    satchelShown();
    const boot = document.getElementById('boot');
    if (!boot) return;
    const mark = boot.querySelector('.icon');
    const title = boot.querySelector('h1');
    boot.replaceChildren(mark, title, ...sentences.map((it) => element('p', { role: 'status' }, it)));
    boot.append(...controls);
  };

  /** In a frame every click could be somebody else's: the page around decides what lies over it. */
  const refuseFrame = () => {
    const link = element('a', { class: 'button', 'data-variant': 'primary', target: '_blank', rel: 'noopener' });
    link.href = location.href;
    link.append('Open Satchel in its own tab');
    explain('framed', ['Satchel does not run inside another page.'], link);
  };

  /** Why the parts could not be had, for the person who waits. */
  const failure = (error) => {
    if (!navigator.onLine) return 'This device is offline, and Satchel is not yet kept here. Reload when the line is back.';
    if (error instanceof Missing) return 'A part of Satchel is missing on this server. A new version may just be going up: reload in a minute.';
    return 'Satchel was loaded but does not start. If a reload does not help, use a current Firefox, Chrome, Edge or Safari.';
  };
  const untouched = 'Nothing that is stored in this browser has been changed.';

  // --- The Trusted Types policies that the Content-Security-Policy names.

  /** Leptos builds its static parts from strings that were written when it was compiled. None of them looks like this. */
  const active = /<\s*(script|iframe)|[\s"'/]on[a-z]+\s*=|j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:/i;
  const refuse = () => { throw new TypeError('Satchel runs no code made from text.'); };
  const worker = new URL('sw.js', document.baseURI).href;
  let workerUrl = () => worker;
  if (self.trustedTypes) {
    trustedTypes.createPolicy('default', {
      createHTML: (html) => (active.test(html) ? refuse() : html),
      createScript: refuse,
      createScriptURL: refuse,
    });
    const policy = trustedTypes.createPolicy('sw', { createScriptURL: (url) => (url === worker ? url : refuse()) });
    workerUrl = () => policy.createScriptURL(worker);
  }

  // --- After a panic. The instance is dead; what it had shown as saved is in the database.

  let broken = false;
  const heard = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'submit', 'click', 'pointerdown', 'pointermove',
    'pointerup', 'drop', 'paste', 'focus', 'focusin', 'blur', 'focusout', 'hashchange', 'visibilitychange', 'pagehide'];
  // First in line for all of them, so that nothing reaches the app; what the screen below needs is done from here.
  for (const type of heard) {
    addEventListener(type, (event) => {
      if (!broken) return;
      event.stopImmediatePropagation();
      const onScreen = event.target.closest?.('.broken');
      if (!onScreen && event.cancelable) event.preventDefault();
      if (onScreen && type === 'click') event.target.closest('button')?.onclick();
    }, { capture: true });
  }

  /** Puts a screen over the page that nothing but its own buttons leads away from. */
  const cover = (title, sections, ...controls) => {
    const screen = element('dialog', { class: 'dialog broken', role: 'alertdialog', closedby: 'none', 'aria-labelledby': 'broken-title' },
      element('header', { class: 'dialog-head' }, element('h2', { id: 'broken-title' }, title)),
      element('div', { class: 'dialog-body' }, ...sections),
      element('footer', { class: 'dialog-foot' }, ...controls));
    screen.onclose = () => screen.showModal(); // Where Escape closes it all the same.
    satchelShown();
    for (const it of document.body.children) it.inert = true;
    document.body.append(screen);
    screen.showModal();
  };

  globalThis.satchelPanic = async (message, stack = new Error().stack) => {
    if (broken) return;
    broken = true;
    noteBroken();
    say('broken');
    await parsed;
    const [copy, says] = copyControls();
    const remark = settled ? [] : [element('p', {}, 'It broke while it started: the next start leaves out the screen that was to be shown.')];
    cover('Something broke', [
      element('section', {}, element('p', {}, 'Everything shown as saved is saved. Reload to go on.'), ...remark),
      element('section', {}, element('p', { class: 'soft' }, 'For a report of the fault:'), element('pre', { tabindex: 0 }, `${message}\n\n${stack}`)),
    ], says, element('span', { class: 'spread' }), copy, reloadButton());
  };

  // A full stack or memory ends the instance without asking the panic hook. An exception of the browser that flies
  // through it (an extension has bent what it calls) leaves it in the middle of something.
  const died = (error) => {
    const isOurs = self.WebAssembly && error instanceof WebAssembly.RuntimeError;
    if (isOurs || /wasm-function|\.wasm:/.test(error?.stack ?? '')) satchelPanic(error.message, error.stack);
  };
  addEventListener('error', (event) => died(event.error));
  addEventListener('unhandledrejection', (event) => died(event.reason));

  // --- Everything is erased, here or in another tab. What still runs in this page must not write it down again.

  const tabs = self.BroadcastChannel && new BroadcastChannel(key('erase'));
  const silence = () => {
    broken = true;
    stored(() => Object.keys(sessionStorage).filter((it) => it.startsWith(key(''))).forEach((it) => sessionStorage.removeItem(it)));
    Storage.prototype.setItem = () => {};
  };

  globalThis.satchelSilence = (...screen) => {
    silence();
    tabs?.postMessage(screen);
  };

  globalThis.satchelErased = async (title, sentence, begin) => {
    page.toggleAttribute('data-erased', true); // The styles hide what was shown.
    await parsed;
    document.title = title;
    const again = button(begin, 'primary', () => {
      history.replaceState(null, '', new URL('.', document.baseURI)); // The record that the address names is gone.
      location.reload();
    });
    cover(title, [element('section', {}, element('p', {}, sentence))], element('span', { class: 'spread' }), again);
  };

  if (tabs) {
    tabs.onmessage = ({ data }) => {
      const isCovered = broken;
      silence();
      if (!isCovered) satchelErased(...data.map(String));
    };
  }

  // --- A start that breaks. What the first screen broke over is still there the next time, so then the app starts on a
  // plain one; and if that breaks too, it is not started unasked.

  let settled = false;
  let tellThatItStands;
  const stands = new Promise((done) => { tellThatItStands = done; });
  /** Longer is not waited for it, in milliseconds. */
  const LATE = 10_000;
  const brokeKey = `satchel:${scope}${beside}:broke`;
  const broke = stored(() => JSON.parse(localStorage.getItem(brokeKey))) ?? { times: 0 };
  const forgetBroken = () => stored(() => localStorage.removeItem(brokeKey));

  globalThis.satchelSettled = () => {
    settled = true;
    tellThatItStands();
    forgetBroken();
    takePicture();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') takePicture();
    });
  };

  const noteBroken = () => {
    if (settled) return;
    const note = { times: broke.times + 1, address: broke.address ?? address };
    stored(() => localStorage.setItem(brokeKey, JSON.stringify(note)));
  };

  const refuseLoop = () => {
    const again = button('Start again', 'primary', () => {
      forgetBroken();
      location.reload();
    });
    explain('failed', ['Satchel broke twice while it started, so it waits for you this time.', `${untouched} Save a copy first; then start again.`], again, ...copyControls());
  };

  // --- Start.

  class Missing extends Error {}

  /** The browser took this page and its parts from two different versions: ask for the page once more, but only once. */
  const retryOnce = () => stored(() => {
    if (sessionStorage.getItem(key('retried'))) return false;
    sessionStorage.setItem(key('retried'), 'true');
    location.reload();
    return true;
  });

  /** A browser compiles what it receives while it receives it, if the server calls it what it is. */
  const compile = async (response) => (
    response.headers.get('content-type')?.startsWith('application/wasm')
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer())
  );

  let later;
  globalThis.satchelLater = () => {
    const { later: name, digest } = parts();
    later ??= fetch(name, { integrity: digest }).then(compile);
    later.catch(() => { later = null; }); // The next who asks tries again.
    return later;
  };

  // To be asked what there is makes a browser that was just started open its databases, which takes it as long as the app
  // takes to come.
  const databases = stored(() => indexedDB.databases().catch(() => null));
  globalThis.satchelHas = async (name) => (await databases)?.some((it) => it.name === name) ?? false;

  const start = async () => {
    say('starting');
    const late = setTimeout(() => say('late'), 150); // Until then "Opening…" would only flicker.
    const { js, wasm, sw, later: rest } = parts();
    // All at once, while the page is still read; it has preloaded the first two under the same names.
    const module = import(new URL(js, document.baseURI).href).catch((error) => { throw new Missing(error.message); });
    const compiled = fetch(wasm).then((it) => {
      if (!it.ok) throw new Missing(`${it.status} for ${wasm}`);
      return compile(it);
    });
    for (const it of [module, compiled]) it.catch(() => {}); // It is told below.
    // Whoever has data is going to need it all.
    if (rest && stored(() => localStorage.getItem(markKey))) satchelLater().catch(() => {});
    await parsed;
    document.querySelector('.boot-late')?.remove(); // It is for browsers that do not come so far.
    const status = document.querySelector('.boot-status');
    const slow = setTimeout(() => { status.textContent = 'Still loading. On a slow line the first visit takes a while.'; }, 5000);
    try {
      if (!broke.times) await showPicture();
      await (await module).default({ module_or_path: await compiled });
      if (!broken) say('started');
      stored(() => sessionStorage.removeItem(key('retried')));
    } catch (error) {
      console.error(error);
      if (broken || (error instanceof Missing && navigator.onLine && retryOnce())) return;
      explain('failed', [failure(error), untouched], reloadButton(), ...copyControls());
      return;
    } finally {
      clearTimeout(late);
      clearTimeout(slow);
    }
    if (!sw || broken) return;
    // To keep everything takes the line and the processor, which belong to the first screen as long as it does not stand.
    await Promise.race([stands, new Promise((done) => { setTimeout(done, LATE); })]);
    if ('erased' in page.dataset) return;
    keepForOffline().catch((error) => console.info('Satchel is not kept for offline use:', error.message));
  };

  // --- Offline and updates. Only the release carries a service worker.

  /** The page never reloads by itself: somebody may be in the middle of a sentence. */
  const keepForOffline = async () => {
    const container = navigator.serviceWorker;
    if (!container) return; // Not https, or switched off.
    let controlled = Boolean(container.controller);
    let accepted = false;
    const registration = await container.register(workerUrl(), { updateViaCache: 'none' });

    const offer = () => {
      page.dataset.update = 'waiting';
      dispatchEvent(new CustomEvent('satchel:update'));
    };
    const watch = (next) => next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && registration.active) offer();
    });
    if (registration.waiting && registration.active) offer();
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));

    addEventListener('satchel:accept-update', () => {
      accepted = true;
      if (registration.waiting) registration.waiting.postMessage('skip-waiting');
      else location.reload(); // Another tab has let the new version in already.
    });
    container.addEventListener('controllerchange', () => {
      if (accepted) location.reload();
      else if (controlled) offer();
      controlled = true;
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => {}); // Offline; the next look will do.
    });
  };

  if (self !== top) refuseFrame();
  else if (self.origin === 'null') {
    explain('failed', ['Satchel was opened as a file or inside a sandbox, where a browser keeps nothing. Open it from a web server, in a tab of its own.']);
  } else if (!self.WebAssembly || !('noModule' in HTMLScriptElement.prototype)) {
    const copy = 'noModule' in HTMLScriptElement.prototype ? copyControls() : [];
    explain('failed', ['This browser cannot run WebAssembly, or it is switched off. Use a current Firefox, Chrome, Edge or Safari.', untouched], ...copy);
  } else if (broke.times > 1) refuseLoop();
  else {
    if (broke.times) page.dataset.safe = broke.address;
    start();
  }
}
