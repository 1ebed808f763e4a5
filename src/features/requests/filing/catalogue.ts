import type { CatalogueField, Category } from '../../../config/office.ts';
import type { Locale } from '../../../core/locale.ts';
import type { World } from '../../../engine/context.ts';
import type { RequestState } from '../request.ts';

/** The category of a request, also when the office file has dropped it since: it keeps its id for a name. */
export function categoryOf(world: World, request: Pick<RequestState, 'category' | 'teamId'>): Category {
  const { category, teamId } = request;
  const name = { en: category, 'zh-CN': category };
  return (
    world.office.catalogue[category] ?? {
      id: category,
      name,
      aliases: [],
      team: teamId,
      fields: [],
      approval: [],
      checklist: [],
      targets: [],
    }
  );
}

const longestTitle = 60;

/** The field that says what a request is about: the item, or else the first one that takes text. */
export function tellingField({ fields }: Category): CatalogueField | undefined {
  const telling = ['item', 'title', 'description'];
  const texts = fields.filter(({ type }) => type === 'text' || type === 'paragraph');
  return texts.find(({ id }) => telling.includes(id)) ?? texts[0];
}

/** What a request is about in a few words: `#42 Repair · the printer on 3F`. */
export function titleOf(world: World, request: RequestState, locale: Locale): string {
  const category = categoryOf(world, request);
  const field = tellingField(category);
  const about = String((field && request.fields[field.id]) ?? '')
    .split('\n')[0]!
    .trim();
  const symbols = [...about];
  const short = symbols.length > longestTitle ? `${symbols.slice(0, longestTitle - 1).join('')}…` : about;
  return `#${request.number} ${category.name[locale]}${short ? ` · ${short}` : ''}`;
}
