import type { Localized } from '../../../core/locale.ts';
import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { Understood } from './search-parse.ts';

/** What a search was taken for, for people to read: `stage: not over · place: 3F · “aircon”`. */
export function understoodLine(understood: readonly Understood[], { locale }: Reader, world: World): string {
  const { office, directory } = world;
  const names = (ids: readonly string[], records: Readonly<Record<string, { name: Localized }>>) =>
    ids.map((id) => (Object.hasOwn(records, id) ? records[id]!.name[locale] : id)).join(' / ');
  const people = (ids: readonly string[]) => ids.map((id) => directory.nameOf(id)).join(' / ');
  const parts = understood.map((one) => {
    switch (one.kind) {
      case 'stage':
        return t(locale, `requests.search.stage.${one.word}`);
      case 'team':
        return t(locale, 'requests.search.in.team', { name: names(one.ids, office.teams) });
      case 'category':
        return t(locale, 'requests.search.in.category', { name: names(one.ids, office.catalogue) });
      case 'place':
        return t(locale, 'requests.search.in.place', { name: names(one.named, office.places) });
      case 'person':
      case 'requester':
      case 'assignee':
        return t(locale, `requests.search.by.${one.kind}`, { name: people(one.ids) });
      case 'number':
        return `#${one.number}`;
      case 'text':
        return t(locale, 'requests.search.text', { text: one.text });
      case 'unknown':
        return t(locale, 'requests.search.unknown', { text: one.text });
      default:
        return t(locale, `requests.search.is.${one.kind}`);
    }
  });
  return parts.join(' · ');
}
