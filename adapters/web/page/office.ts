import { loadEarlier, PostError, post } from './api.ts';
import { askBox } from './ask-box.ts';
import { ConversationList } from './conversation-list.ts';
import { el } from './dom.ts';
import { openForm } from './form-dialog.ts';
import { guide } from './guide.ts';
import { header } from './header.ts';
import { follow } from './live.ts';
import type { CardActions } from './message-view.ts';
import { Notices } from './notices.ts';
import { Seen } from './seen.ts';
import { text } from './texts.ts';
import { Timeline } from './timeline.ts';
import type { Post, Reply, State, WireMessage } from './wire.ts';

/** Where the first steps would hide what they lead to. */
const phone = matchMedia('(max-width: 720px)');

/** The page as a whole: the conversations, what is open, and what happens when somebody does something. */
export class Office {
  #notices = new Notices();
  #timelines = new Map<string, Timeline>();
  #list: ConversationList;
  #seen: Seen;
  #title = el('h2', { tabindex: '-1' });
  #scroller = el('div', { class: 'scroller', tabindex: '0' });
  #newest = newestButton(() => this.#scrollToEnd());
  #current = '';
  /** Whether the end is being looked at: then it stays in sight while cards grow and come. */
  #atEnd = true;

  constructor(private readonly state: State) {
    const { me, conversations, messages, sequence } = state;
    this.#seen = new Seen(me.id, sequence);
    this.#list = new ConversationList(conversations, (key) => this.#choose(key));
    const actions: CardActions = {
      click: (messageKey, click) =>
        this.#send({ kind: 'action', messageKey, ...click }).then(() => undefined),
      say: (messageKey, words, files) =>
        this.#send({ kind: 'say', messageKey, text: words, ...(files.length > 0 ? { files } : {}) }),
      pick: (messageKey, shortcut) => this.#send({ kind: 'shortcut', messageKey, shortcut }),
    };
    for (const conversation of conversations) {
      const { key } = conversation;
      const own = messages.filter((message) => message.conversation === key);
      const earlier = (before: string) => loadEarlier(key, before);
      const timeline = new Timeline(conversation, actions, earlier, own.length >= state.pageSize);
      for (const message of own) timeline.show(message);
      this.#timelines.set(key, timeline);
      this.#list.mark(key, this.#seen.isUnread(key, timeline.sequence));
    }
  }

  /** Puts everything on the page and begins to follow the changes. */
  open(): void {
    const { guide: steps, conversations } = this.state;
    const main = el(
      'main',
      { id: 'main' },
      this.#title,
      this.#scroller,
      this.#newest,
      askBox((words) => this.#send({ kind: 'command', text: words })),
    );
    const skip = el('a', { class: 'skip', href: '#main' }, text('web.skip'));
    const { element: toasts, announcer, line } = this.#notices;
    const firstSteps = steps ? [guide(steps)] : [];
    const parts = [
      skip,
      header(this.state),
      line,
      this.#list.element,
      ...firstSteps,
      main,
      toasts,
      announcer,
    ];
    document.body.replaceChildren(...parts);

    const named = decodeURIComponent(location.hash.slice(1));
    const first = this.#timelines.has(named) ? named : conversations[0]?.key;
    if (first !== undefined) this.#choose(first);
    document.addEventListener('visibilitychange', () => this.#markSeen());
    this.#scroller.onscroll = () => {
      const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
      this.#atEnd = scrollTop + clientHeight >= scrollHeight - 80;
      if (this.#atEnd) this.#newest.hidden = true;
    };
    follow({
      since: this.state.sequence,
      onMessage: (message) => this.#receive(message),
      onLine: (connected) => this.#notices.setLine(connected),
    });
    if (this.state.start) void this.#send({ kind: 'action', ...this.state.start });
  }

  #choose(key: string): void {
    const timeline = this.#timelines.get(key);
    if (timeline === undefined) return;
    this.#current = key;
    const { name } = timeline.conversation;
    this.#title.textContent = name;
    this.#scroller.setAttribute('aria-label', name);
    this.#scroller.setAttribute('role', 'region');
    this.#scroller.replaceChildren(timeline.element);
    this.#list.select(key);
    history.replaceState(null, '', `#${encodeURIComponent(key)}`);
    this.#scrollToEnd();
    this.#markSeen();
  }

  #receive(message: WireMessage): void {
    const timeline = this.#timelines.get(message.conversation);
    if (timeline === undefined) return;
    const atEnd = this.#atEnd;
    const news = timeline.show(message);
    if (news === 'known') return;
    if (message.conversation === this.#current) {
      if (atEnd) this.#scrollToEnd();
      else if (news === 'new' && message.threadOf === undefined) this.#newest.hidden = false;
      this.#notices.announce(
        text(news === 'new' ? 'web.live.new' : 'web.live.changed', { summary: message.summary }),
      );
    }
    this.#list.mark(message.conversation, this.#seen.isUnread(message.conversation, timeline.sequence));
    this.#markSeen();
  }

  /** Does something in the person's name. False where it did not get through; then they can try again. */
  async #send(what: Post): Promise<boolean> {
    try {
      const reply = await post(what);
      this.#show(reply);
      if (Object.keys(reply).length === 0 && answeredInPerson(what)) this.#choose(this.#personal);
      if (phone.matches) document.querySelector('.guide details')?.removeAttribute('open');
      return true;
    } catch (error) {
      const words = error instanceof PostError ? error.message : text('web.error.offline');
      const retry = what.kind === 'action' ? () => void this.#send(what) : undefined;
      this.#notices.show(words, 'problem', retry);
      return false;
    }
  }

  #show(reply: Reply): void {
    if (reply.notice !== undefined) this.#notices.show(reply.notice, reply.refused ? 'refused' : 'plain');
    if (reply.card) this.#timelines.get(this.#current)?.showPrivate(reply.card);
    if (reply.form) {
      openForm(reply.form, async (form, values) => {
        const answer = await post({ kind: 'submit', form: form.id, context: form.context, values });
        if (answer.form?.id === form.id) return answer.form;
        this.#timelines.get(this.#current)?.putAway();
        this.#show(answer);
        this.#scrollToEnd();
        return undefined;
      });
    }
  }

  get #personal(): string {
    return this.state.conversations.find(({ kind }) => kind === 'personal')?.key ?? this.#current;
  }

  #scrollToEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#atEnd = true;
    this.#newest.hidden = true;
  }

  /** What stands on a page that is being looked at has been seen. */
  #markSeen(): void {
    const timeline = this.#timelines.get(this.#current);
    if (timeline && !document.hidden) {
      this.#seen.mark(this.#current, timeline.sequence);
      this.#list.mark(this.#current, false);
    }
    const unread = [...this.#timelines].filter(([key, { sequence }]) => this.#seen.isUnread(key, sequence));
    document.title = `${unread.length > 0 ? `(${unread.length}) ` : ''}${text('product.name')}`;
  }
}

/** What is asked for below, or on a card for one's own eyes, comes as a card in one's own conversation. */
const answeredInPerson = (what: Post) =>
  what.kind === 'command' || (what.kind === 'action' && what.messageKey === undefined);

function newestButton(onClick: () => void): HTMLButtonElement {
  const button = el('button', { type: 'button', class: 'newest', hidden: true }, text('web.newest'));
  button.onclick = onClick;
  return button;
}
