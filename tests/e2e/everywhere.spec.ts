// Hostile texts in every field there is: put in by a backup, and every screen that shows them is opened.
import { at, expect, inCorpus, merge, test } from './app.ts';
import { attacks, naughty } from './lines.ts';
import type { Page } from '@playwright/test';

const uuid = (kind: number, nth: number) => `0192f0c1-7d2a-7c3e-9a${kind}-${String(nth).padStart(12, '0')}`;
/** The first stage and the first status, as the code has them. */
const STAGE = '5a7ce100-0000-8000-8000-000000000110';
const STATUS = '5a7ce100-0000-8000-8000-000000000200';

interface Shown { path: string; texts: Record<string, string> }
interface Given { records: object[]; pages: Shown[] }

/** A reason for which a lead is given up, and one for which a deal is lost. */
const REASONS = ['5a7ce100-0000-8000-8000-000000000500', '5a7ce100-0000-8000-8000-000000000520'];

/** So many lines stand in a field, one after the other: a page for each of them would take an hour. */
const TOGETHER = 12;

/** Records of a kind, so many that each line stands in each field of one of them. */
function filled(lines: string[], make: (nth: number, text: (field: string) => string) => object[], path: (nth: number) => string): Given {
  const bundles = Array.from({ length: Math.ceil(lines.length / TOGETHER) }, (_, nth) => lines.slice(nth * TOGETHER, (nth + 1) * TOGETHER).join(' '));
  const records: object[] = [];
  const pages = bundles.map((_, nth) => {
    const texts: Record<string, string> = {};
    const text = (field: string) => {
      // Others in each field, so that a page which shows the wrong ones is found out.
      texts[field] ??= bundles[(nth + Object.keys(texts).length) % bundles.length];
      return texts[field];
    };
    records.push(...make(nth, text));
    return { path: path(nth), texts };
  });
  return { records, pages };
}

const address = (text: (field: string) => string) =>
  Object.fromEntries(['street', 'city', 'region', 'postal', 'country'].map((it) => [it, text(it)]));
const sold = (name: string) => ({ name, price: { currency: 'EUR', minor: 12_345 }, quantity: '1.5', discount: '10', tax: '25' });
const about = (kind: string, at: number, nth: number, text: (field: string) => string) => [
  { id: `activity:${uuid(at + 1, nth)}`, v: 1, d: { kind: 'note', at: 1_795_262_400_000, body: text('note'), [`about/${kind}:${uuid(at, nth)}`]: true } },
  { id: `activity:${uuid(at + 2, nth)}`, v: 1, d: { kind: 'call', at: 1_795_262_400_000, subject: text('subject'), body: text('call'), [`about/${kind}:${uuid(at, nth)}`]: true } },
  { id: `task:${uuid(at + 3, nth)}`, v: 1, d: { title: text('task'), due: '2026-01-01', about: `${kind}:${uuid(at, nth)}` } },
];
const common = (text: (field: string) => string) => ({
  import: text('import'),
  [`custom/${text('custom name')}`]: text('custom'),
});

const kinds: Record<string, (lines: string[]) => Given> = {
  leads: (lines) => filled(lines, (nth, text) => [
    {
      id: `lead:${uuid(10, nth)}`,
      v: 1,
      d: {
        ...Object.fromEntries(['first_name', 'last_name', 'salutation', 'company_name', 'job_title', 'website', 'source_detail', 'interest', 'message']
          .map((it) => [it, text(it)])),
        status: { status: STATUS, since: 1_795_262_400_000, reason: REASONS[0], note: text('status note') },
        next_step: { text: text('next step') },
        consent: { basis: text('consent') },
        [`addresses/${uuid(90, nth)}`]: address(text),
        ...common(text),
      },
    },
    ...about('lead', 10, nth, text),
  ], (nth) => `leads/${uuid(10, nth)}`),
  deals: (lines) => filled(lines, (nth, text) => [
    {
      id: `deal:${uuid(20, nth)}`,
      v: 1,
      d: {
        ...Object.fromEntries(['name', 'requirements', 'expectations', 'proposed_solution'].map((it) => [it, text(it)])),
        stage: STAGE,
        rank: 'n',
        next_step: { text: text('next step') },
        outcome: { ending: 'lost', day: '2026-11-20', reason: REASONS[1], note: text('outcome note'), competitor: text('competitor') },
        [`milestones/${uuid(91, nth)}`]: { name: text('milestone') },
        [`lines/${uuid(92, nth)}`]: sold(text('line')),
        [`files/${uuid(93, nth)}`]: { address: 'https://files.example/1', name: text('file') },
        [`quotes/${uuid(94, nth)}`]: { date: '2026-11-20', lines: [sold('Lockers')], number: text('quote'), status: 'sent' },
        ...common(text),
      },
    },
    ...about('deal', 20, nth, text),
  ], (nth) => `deals/${uuid(20, nth)}`),
  quotes: (lines) => filled(lines, (nth, text) => [
    {
      id: `deal:${uuid(60, nth)}`,
      v: 1,
      d: {
        name: text('deal'),
        stage: STAGE,
        rank: 'n',
        [`companies/${uuid(61, nth)}`]: true,
        [`quotes/${uuid(94, nth)}`]: {
          date: '2026-11-20', lines: [sold(text('line'))], number: text('number'), status: 'draft', text: text('text'), valid_until: '2026-12-20',
        },
      },
    },
    { id: `company:${uuid(61, nth)}`, v: 1, d: { name: text('company'), [`addresses/${uuid(90, nth)}`]: address(text) } },
  ], (nth) => `deals/${uuid(60, nth)}?quote=${uuid(94, nth)}`),
  contacts: (lines) => filled(lines, (nth, text) => [
    {
      id: `contact:${uuid(30, nth)}`,
      v: 1,
      d: {
        ...Object.fromEntries(['first_name', 'last_name', 'salutation', 'job_title', 'website', 'birthday', 'language', 'description'].map((it) => [it, text(it)])),
        [`companies/${uuid(70, nth)}`]: { role: text('role') },
        consent: { basis: text('consent') },
        [`addresses/${uuid(90, nth)}`]: address(text),
        ...common(text),
      },
    },
    { id: `company:${uuid(70, nth)}`, v: 1, d: { name: `Company ${nth}` } },
    ...about('contact', 30, nth, text),
  ], (nth) => `contacts/${uuid(30, nth)}`),
  companies: (lines) => filled(lines, (nth, text) => [
    {
      id: `company:${uuid(40, nth)}`,
      v: 1,
      d: {
        ...Object.fromEntries(['name', 'website', 'sector', 'size', 'revenue', 'tax_id', 'description'].map((it) => [it, text(it)])),
        [`addresses/${uuid(90, nth)}`]: address(text),
        ...common(text),
      },
    },
    ...about('company', 40, nth, text),
  ], (nth) => `companies/${uuid(40, nth)}`),
};

/** Opens pages one after the other as links do, and says what is wrong with them: a text that is not there, or a page that is too wide. */
const visit = (page: Page, pages: Shown[]) => page.evaluate(async (pages) => {
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  const wrong: string[] = [];
  for (const { path, texts } of pages) {
    const gone = new Promise((done) => { addEventListener('hashchange', done, { once: true }); });
    const before = location.hash;
    location.hash = `#/${path}`;
    // A list that remembers what was asked of it is there already.
    if (location.hash !== before) await gone;
    await frame();
    const main = document.querySelector('main')!;
    const shown = [main.textContent!, ...[...main.querySelectorAll('input')].map((it) => it.value)].join('\n');
    const missing = Object.entries(texts).filter(([, text]) => !shown.includes(text));
    wrong.push(...missing.map(([field, text]) => `${path}: ${field} ${JSON.stringify(text)}`));
    if (main.querySelector('img, script, iframe, [onerror], [onload], a[href^="javascript" i], a[href^="data" i]')) wrong.push(`${path}: markup`);
    if (document.documentElement.scrollWidth > innerWidth) wrong.push(`${path}: ${document.documentElement.scrollWidth} wide`);
  }
  return wrong;
}, pages);

const both = async (page: Page, look: () => Promise<void>) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await look();
  }
};
const screens = (paths: string[]): Shown[] => paths.map((path) => ({ path, texts: {} }));

for (const [kind, give] of Object.entries(kinds)) {
  test(`I1: hostile texts in every field of ${kind}, with their notes, calls and tasks, are text on every page`, async ({ page }) => {
    const { records, pages } = give([...new Set([...naughty(inCorpus), ...attacks(inCorpus)])]);
    await merge(page, JSON.stringify({ satchel: 1, records }));
    await both(page, async () => {
      expect(await visit(page, [...pages, ...screens(['today?whose=all', 'leads', 'pipeline', 'pipeline?view=list', 'contacts', 'companies', 'reports', 'data'])])).toEqual([]);
    });
  });
}

test('I1: hostile texts as names of tags, stages, statuses and whatever else has a name are text wherever they are chosen', async ({ page }) => {
  const names = [...new Set([...naughty(inCorpus), ...attacks(inCorpus)])];
  const bundle = (nth: number) => names.slice(nth * TOGETHER, (nth + 1) * TOGETHER).join(' ');
  const count = Math.ceil(names.length / TOGETHER);
  const lists: Record<string, object> = {
    tag: {}, source: {}, criterion: {}, rep: {}, status: { kind: 'working' }, reason: { used_for: 'lost' },
    stage: { kind: 'open', pipeline: '5a7ce100-0000-8000-8000-000000000100', probability: 50 },
  };
  const records = Object.entries(lists).flatMap(([kind, more], at) => Array.from({ length: count }, (_, nth) => (
    { id: `${kind}:${uuid(50 + at, nth)}`, v: 1, d: { name: bundle(nth), rank: `n${[...String(nth)].map((it) => 'bcdefghijk'[Number(it)]).join('')}`, ...more } })));
  records.push({ id: 'settings:5a7ce100-0000-8000-8000-000000000000', v: 1, d: { name: bundle(3) } } as never);
  records.push({ id: `lead:${uuid(10, 1)}`, v: 1, d: {
    first_name: 'Zoë', status: { status: STATUS, since: 1 }, owner: uuid(53, 1), source: uuid(51, 1),
    ...Object.fromEntries(Array.from({ length: count }, (_, nth) => [`tags/${uuid(50, nth)}`, true])),
  } } as never);
  await merge(page, JSON.stringify({ satchel: 1, records }));
  const all = Object.fromEntries(Array.from({ length: count }, (_, nth) => [`name ${nth}`, bundle(nth)]));
  const sections = ['tags', 'sources', 'reasons', 'statuses', 'stages', 'people'].map((it) => ({ path: `settings/${it}`, texts: it === 'people' ? {} : all }));
  await both(page, async () => {
    expect(await visit(page, [...sections, { path: `leads/${uuid(10, 1)}`, texts: all }, ...screens(['settings', 'leads', 'pipeline', 'pipeline?view=list', 'reports', 'today'])])).toEqual([]);
  });
});
