import type { Reader, World } from '../../../engine/context.ts';
import type { Versioned, View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { dayOf } from '../../../time/day-start.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type Block, type Card, text } from '../../../ui/card.ts';
import { buttonOf } from '../cards/buttons.ts';
import { quote, titleOf } from '../words.ts';
import { type Comment, commentIdOf, type Heard, loadComments, subjectOfComment } from './comment.ts';

/** Who said it, as everyone may know it. */
export function speakerOf(
  comment: Comment,
  { locale }: Pick<Reader, 'locale'>,
  { directory }: Pick<World, 'directory'>,
) {
  const { byId, byAuthor } = comment;
  if (byId === null) return t(locale, byAuthor ? 'suggestions.theAuthor' : 'suggestions.theOwner');
  const name = directory.nameOf(byId);
  return byAuthor ? t(locale, 'suggestions.comments.author', { name }) : name;
}

/** The words, unless a moderator hid them. */
export const commentBlock = (comment: Comment, reader: Reader, world: World): Block =>
  comment.hidden
    ? text(t(reader.locale, 'suggestions.comments.hidden'), 'subtle')
    : quote(comment.text, speakerOf(comment, reader, world));

/** The same with its day, in one line. */
export const dayOfComment = ({ createdAt }: Comment, { locale }: Reader, { office }: World): string =>
  formatDay(dayOf(createdAt, office.organisation.timezone), locale);

function saidCard({ comment, suggestion }: Heard, reader: Reader, world: World): Card {
  const line = t(reader.locale, comment.private ? 'suggestions.said.private' : 'suggestions.said', {
    title: titleOf(suggestion),
    name: speakerOf(comment, reader, world),
  });
  if (suggestion.hidden)
    return { summary: titleOf(suggestion), blocks: [text(titleOf(suggestion), 'subtle')] };
  return {
    summary: line,
    blocks: [
      text(line, 'subtle'),
      commentBlock(comment, reader, world),
      ...(reader.id === undefined
        ? []
        : [actions(buttonOf('comment', suggestion.id, reader), buttonOf('show', suggestion.id, reader))]),
    ],
  };
}

/** What somebody said of a suggestion. */
export const saidView: View<Heard> = {
  async load({ database }, subjects): Promise<Map<string, Versioned<Heard>>> {
    const found = await loadComments(database, subjects.map(commentIdOf));
    return new Map([...found].map(([id, state]) => [subjectOfComment(id), { version: 1, state }]));
  },
  draw: ({ state, reader, world }) => saidCard(state, reader, world),
};
