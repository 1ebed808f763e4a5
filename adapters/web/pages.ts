import type { Locale } from '../../src/core/locale.ts';
import { t } from '../../src/i18n/translate.ts';
import type { WebPerson } from '../../src/platform/web-access.ts';
import { type Html, html } from './html.ts';

/** The pages around the real one: who to be in the demo, how to get in, "sign in as …". No script at all. */

function plainPage(locale: Locale, title: string, body: Html): string {
  const product = t(locale, 'product.name');
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${product}</title>
<link rel="icon" href="/web/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/web/base.css">
<link rel="stylesheet" href="/web/plain.css">
</head>
<body class="plain">
<main>
<p class="brand"><img src="/web/icon.svg" alt="" width="32" height="32">${product}</p>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.markup;
}

/** The demo's front door: everybody of the office, each with a page of their own. */
export function choosePage(locale: Locale, people: WebPerson[]): string {
  const entries = people.map(
    (person) => html`<li><a href="/as/${encodeURIComponent(person.handle)}/" lang="${person.locale}">
<span class="avatar" aria-hidden="true">${initial(person.name)}</span>
<span><strong>${person.name}</strong>${person.role && html` <small lang="${locale}">${person.role[locale]}</small>`}</span>
</a></li>`,
  );
  return plainPage(
    locale,
    t(locale, 'web.choose.title'),
    html`<p class="lead">${t(locale, 'web.choose.lead')}</p>
<ul class="people">${entries}</ul>
<p class="hint">${t(locale, 'web.choose.hint')}</p>`,
  );
}

/** @param waiting something opens as soon as they are in. */
export function signedOutPage(locale: Locale, waiting = false): string {
  return plainPage(
    locale,
    t(locale, 'web.signedOut.title'),
    html`${waiting ? html`<p class="lead">${t(locale, 'web.signedOut.waiting')}</p>` : undefined}
<ol class="steps">
<li>${t(locale, 'web.signedOut.step1')}</li>
<li>${t(locale, 'web.signedOut.step2')}</li>
<li>${t(locale, 'web.signedOut.step3')}</li>
</ol>
<p class="hint">${t(locale, 'web.signedOut.hint')}</p>`,
  );
}

/** Asks before the link is used up: chats open links by themselves to show a preview of them. */
export function signInPage(person: WebPerson, secret: string): string {
  const { locale } = person;
  return plainPage(
    locale,
    t(locale, 'web.signIn.title', { name: person.name }),
    html`<p class="lead">${t(locale, 'web.signIn.lead', { email: person.email })}</p>
<form method="post" action="/sign-in">
<input type="hidden" name="key" value="${secret}">
<button class="button primary" type="submit">${t(locale, 'web.signIn.button', { name: person.name })}</button>
</form>
<p class="hint">${t(locale, 'web.signIn.hint')}</p>`,
  );
}

/** Goes on by itself to another address of ours: this time as our own page, with the session. */
export function continuePage(locale: Locale, address: string): string {
  const title = t(locale, 'web.continue.title');
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0;url=${address}">
<title>${title}</title>
</head>
<body><p><a href="${address}">${title}</a></p></body>
</html>
`.markup;
}

export type Problem =
  | 'linkUsed'
  | 'tooManyAttempts'
  | 'foreign'
  | 'signInForFile'
  | 'noFile'
  | 'filePending'
  | 'signInForExport'
  | 'noExport';

/** One thing that went wrong, and what to do about it. */
export function problemPage(locale: Locale, problem: Problem): string {
  return plainPage(
    locale,
    t(locale, `web.problem.${problem}.title`),
    html`<p class="lead">${t(locale, `web.problem.${problem}.lead`)}</p>`,
  );
}

/** What Teams links to from the app's own page. */
export const legalPages = { '/privacy': privacyPage, '/terms': termsPage } as const;

function privacyPage(locale: Locale): string {
  const points = ([1, 2, 3, 4, 5, 6] as const).map((n) => html`<li>${t(locale, `web.privacy.${n}`)}</li>`);
  return plainPage(
    locale,
    t(locale, 'web.privacy.title'),
    html`<ul class="steps">${points}</ul><p class="hint">${t(locale, 'web.privacy.ask')}</p>`,
  );
}

function termsPage(locale: Locale): string {
  const points = ([1, 2, 3] as const).map((n) => html`<li>${t(locale, `web.terms.${n}`)}</li>`);
  return plainPage(
    locale,
    t(locale, 'web.terms.title'),
    html`<ul class="steps">${points}</ul><p class="hint">${t(locale, 'web.terms.ask')}</p>`,
  );
}

function initial(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? '?';
}
