import type { Locale } from '../../../core/locale.ts';
import type { View } from '../../../engine/feature.ts';
import { type MessageKey, t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Block, type Button, text } from '../../../ui/card.ts';
import { saidFiles } from '../files/attachments.ts';
import { titleOf } from '../filing/catalogue.ts';
import { more } from '../more.ts';
import type { RequestState } from '../request.ts';
import { type Audience, maySee, rolesOf } from '../roles.ts';
import { idOf, loadRequests } from '../store.ts';
import { teamName } from './request-blocks.ts';
import { buttonOf } from './request-buttons.ts';
import { describeRequest, requestCard } from './request-card.ts';

/** The live card of a request. Arguments: for whom it is, and whose it is where it is one person's own. */
const card: View<RequestState> = {
  async load(world, subjects) {
    const found = await loadRequests(world.database, subjects.map(idOf));
    return new Map([...found.values()].map((state) => [state.subject, { version: state.version, state }]));
  },
  draw({ state, args, reader, world }) {
    // Who may see it no longer, having left it, learns no more from a card that they were sent before.
    const { personId } = args;
    if (typeof personId === 'string' && !maySee(rolesOf(state, personId, world.directory))) {
      const gone = t(reader.locale, 'requests.card.gone', { number: state.number });
      return { summary: gone, blocks: [text(gone, 'subtle')] };
    }
    // A team that has handed it over looks on.
    const former = args.audience === 'team' && args.teamId !== undefined && args.teamId !== state.teamId;
    return requestCard(state, former ? 'other' : (args.audience as Audience), reader, world);
  },
};

/** One sentence about a request to one person, e.g. that it was taken. Arguments: the sentence's key and its own. */
const notice: View = {
  draw({ args, reader, world }) {
    const { locale } = reader;
    const { key, words, by, teamId, at, name = '', ...more } = args as Record<string, string>;
    const sentence = t(locale, `requests.notice.${key}` as MessageKey, {
      ...more,
      name,
      by: by ?? '',
      team: teamId ? teamName(world, teamId, reader) : '',
      at: at ? formatDateTime(new Date(at), reader) : '',
    });
    const quote: Block[] = words ? [{ kind: 'quote', text: words, by: by ?? '' }] : [];
    return { summary: sentence, blocks: [text(sentence), ...quote] };
  },
};

/**
 * Asks who filed a request whether what was done solved it; later it says how that ended. Arguments: when it was
 * done, since it can be done more than once.
 */
const finished: View<RequestState> = {
  load: card.load,
  draw({ state: request, args, reader, world }) {
    const { locale } = reader;
    const title = titleOf(world, request, locale);
    const team = teamName(world, request.teamId, reader);
    const by = request.assigneeId ? world.directory.nameOf(request.assigneeId) : team;
    const current = request.doneAt?.toISOString() === args.doneAt;
    const asking = current && request.stage === 'done';
    const stage = t(locale, current ? `requests.stage.${request.stage}` : 'requests.button.reopen');
    const sentence = asking
      ? t(locale, 'requests.notice.done', { by, title })
      : t(locale, 'requests.summary', { title, stage });
    const note: Block[] = asking && request.note ? [{ kind: 'quote', text: request.note, by }] : [];
    const buttons = asking ? [askingButtons(request, locale)] : [];
    return { summary: sentence, blocks: [text(sentence), ...note, ...buttons] };
  },
};

const askingButtons = (request: RequestState, locale: Locale): Block =>
  actions({ ...buttonOf('confirm', request, locale), style: 'primary' }, buttonOf('reopen', request, locale));

/** What somebody said about a request, wherever its card is. */
const said: View = {
  draw({ args, reader: { locale }, world }) {
    const { kind, by, words, number, requestId, reply } = args as Record<string, string>;
    const files = saidFiles(args.files, world);
    const sentence = t(locale, `requests.said.${kind}` as MessageKey, { by: by!, number: number! });
    const asked = kind === 'asked' || kind === 'askedRequester';
    const label = t(locale, asked ? 'requests.button.answer' : 'requests.button.reply');
    // What the team says to itself is answered among itself.
    const action = reply === 'note' ? 'requests.note' : 'requests.comment';
    const button: Button = { label, action, value: requestId!, opensForm: true };
    return {
      summary: t(locale, 'requests.said.summary', { sentence, words: words! }),
      said: { by: by!, text: words! },
      blocks: [{ kind: 'quote', text: words!, by: sentence }, ...files, ...(reply ? [actions(button)] : [])],
    };
  },
};

/** A file could not be kept. Arguments: its name, what is wrong with it, and how large one may be. */
const fileProblem: View = {
  draw({ args, reader: { locale } }) {
    const { problem, ...more } = args as Record<string, string>;
    const sentence = t(locale, `files.problem.${problem}` as MessageKey, more);
    return { summary: sentence, tone: 'warning', blocks: [text(sentence)] };
  },
};

/**
 * Asks another team whether it takes a request; later it says how that ended. Arguments: which offer it is, and
 * whether this reminds of it.
 */
const offer: View<RequestState> = {
  load: card.load,
  draw({ state: request, args, reader, world }) {
    const { locale } = reader;
    const title = titleOf(world, request, locale);
    const { handover } = request;
    const open = handover !== null && handover.teamId === args.teamId && handover.at === args.at;
    const team = teamName(world, request.teamId, reader);
    if (!open) {
      const key = request.teamId === args.teamId ? 'requests.offer.accepted' : 'requests.offer.over';
      const sentence = t(locale, key, { title, team });
      return { summary: sentence, blocks: [text(sentence)] };
    }
    const by = world.directory.nameOf(handover.byId);
    const sentence = t(locale, 'requests.offer', { title, by, team });
    const [accept, decline] = (['accept', 'decline'] as const).map((name) => buttonOf(name, request, locale));
    return {
      summary: sentence,
      tone: 'warning',
      blocks: [
        ...(args.again
          ? [
              text(
                t(locale, 'requests.offer.again', { at: formatDateTime(new Date(handover.at), reader) }),
                'subtle',
              ),
            ]
          : []),
        text(sentence),
        { kind: 'quote', text: handover.reason, by },
        ...describeRequest(request, reader, world),
        actions({ ...accept!, style: 'primary' }, decline),
      ],
    };
  },
};

/** Whoever answered to what is over is offered to open it again. */
const offerReopen: View<RequestState> = {
  load: card.load,
  draw({ state: request, reader: { locale }, world }) {
    const sentence = t(locale, 'requests.offerReopen', { title: titleOf(world, request, locale) });
    return { summary: sentence, blocks: [text(sentence), actions(buttonOf('reopen', request, locale))] };
  },
};

export const views = {
  'requests.fileProblem': fileProblem,
  'requests.card': card as View,
  'requests.finished': finished as View,
  'requests.notice': notice,
  'requests.offer': offer as View,
  'requests.offerReopen': offerReopen as View,
  'requests.verbs': more as View,
  'requests.said': said,
} satisfies Record<string, View>;
