import type { Feature } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { text } from '../../ui/card.ts';
import { linkUrl, newLink } from './links.ts';

export { createSignInLinks, linkUrl, newLink } from './links.ts';
export { createWebPeople } from './people.ts';

/** The command that gives somebody a link to the web page, in private. */
export function createWebAccess(publicUrl: string): Feature {
  return {
    name: 'web-access',
    commands: [
      {
        name: 'web',
        words: { en: ['web'], 'zh-CN': ['网页', '网页版'] },
        summary: 'help.web',
        offeredTo: (ctx) => ctx.event.platform !== 'web',
        async run(ctx) {
          if (ctx.event.platform === 'web') return { answer: { kind: 'notice', text: ctx.t('signIn.here') } };
          const { secret, write } = newLink(ctx.person.id, ctx.now);
          const sent = ctx.event.personal
            ? {}
            : { answer: { kind: 'notice', text: ctx.t('signIn.sent') } as const };
          const url = linkUrl(publicUrl, secret);
          return {
            writes: [write],
            say: [{ to: ctx.inPrivate, view: 'web-access.link', args: { url } }],
            ...sent,
          };
        },
      },
    ],
    views: {
      'web-access.link': {
        draw: ({ args, reader: { locale } }) => ({
          summary: t(locale, 'signIn.link'),
          blocks: [
            text(t(locale, 'signIn.link')),
            { kind: 'link', label: t(locale, 'signIn.open'), url: String(args.url) },
          ],
        }),
      },
    },
  };
}
