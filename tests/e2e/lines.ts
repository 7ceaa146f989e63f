// Texts that have broken other programs, and those that are made to.

/** The lines of a list, without its comments. */
const lines = (file: Buffer) => file.toString('utf8').split('\n').map((it) => it.replace(/\r$/, ''))
  .filter((it) => trimmed(it) && !it.startsWith('#'));

/** Without the blanks at the ends: all that Unicode calls white space, and nothing else. */
const blank = '[\\t-\\r \\x85\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
export const trimmed = (it: string) => it.replace(new RegExp(`^${blank}|${blank}$`, 'g'), '');

type Corpus = (path: string) => Buffer;

/** The big list of naughty strings. */
export const naughty = (corpus: Corpus) => lines(corpus('strings/blns/blns.txt')).map(trimmed);

/** Attacks by markup. */
export const attacks = (corpus: Corpus) => lines(corpus('security/xss-payload-list/xss-payload-list.txt')).slice(0, 500).map(trimmed);
