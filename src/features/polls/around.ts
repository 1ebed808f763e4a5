import type { Keyring } from '../../anonymity/keyring.ts';
import type { Feature, View } from '../../engine/feature.ts';
import { editForm, openEdit } from './editing/edit-form.ts';
import { coOwnersForm, coOwnerView, openCoOwners } from './managing/co-owners.ts';
import { askToDelete, deleteNow, purge, purgeTimer } from './managing/deleting.ts';
import { listPolls } from './managing/list.ts';
import { showMenu } from './managing/menu.ts';
import { openPostTo, postToForm } from './managing/posting.ts';
import { announceForm, announcementView } from './next-steps/announcing.ts';
import { madeTimer, makeOf } from './next-steps/choosing.ts';
import { made } from './next-steps/made.ts';
import { addOptionForm, openAddOption } from './options-added/add-form.ts';
import { againTimer } from './recurring/next-time.ts';
import { openRepeat, repeatForm } from './recurring/repeat-form.ts';
import { postAgain, seriesDeed } from './recurring/series.ts';
import { remindTimer } from './reminding/planning.ts';
import { remindAtClick, remindInTime } from './reminding/remind.ts';
import { openAnother } from './templates/beginning.ts';
import {
  dropTemplate,
  listTemplates,
  openSaveTemplate,
  saveTemplateForm,
  showTemplate,
} from './templates/templates.ts';

/** What owners and voters do with a poll besides voting, and what is made of it. */
export const aroundPolls = (keyring: Keyring): Feature => ({
  name: 'polls-around',
  topic: 'opinions',
  commands: [
    {
      name: 'polls',
      words: { en: ['polls', 'my polls'], 'zh-CN': ['投票列表', '我的投票'] },
      summary: 'help.polls',
      run: (ctx) => listPolls(ctx, ''),
    },
    {
      name: 'pollTemplates',
      words: { en: ['poll templates'], 'zh-CN': ['投票模板'] },
      summary: 'help.pollTemplates',
      run: (ctx) => listTemplates(ctx, ''),
    },
  ],
  actions: {
    'polls.list': listPolls,
    'polls.manage': showMenu,
    'polls.edit': openEdit,
    'polls.addOption': openAddOption,
    'polls.postTo': openPostTo,
    'polls.coOwners': openCoOwners,
    'polls.remind': remindAtClick(keyring),
    'polls.repeat': openRepeat,
    'polls.pause': seriesDeed('pause'),
    'polls.resume': seriesDeed('resume'),
    'polls.stop': seriesDeed('stop'),
    'polls.delete': askToDelete,
    'polls.deleteNow': deleteNow,
    'polls.templates': listTemplates,
    'polls.template': showTemplate,
    'polls.duplicate': openAnother,
    'polls.use': openAnother,
    'polls.saveTemplate': openSaveTemplate,
    'polls.deleteTemplate': dropTemplate,
    'polls.next.request': makeOf('request'),
    'polls.next.reminder': makeOf('reminder'),
    'polls.next.announcement': makeOf('announcement'),
  },
  forms: {
    'polls.edit': editForm,
    'polls.addOption': addOptionForm,
    'polls.postTo': postToForm,
    'polls.coOwners': coOwnersForm,
    'polls.repeat': repeatForm,
    'polls.saveTemplate': saveTemplateForm,
    'polls.announce': announceForm,
  },
  timers: {
    [remindTimer]: remindInTime(keyring),
    [againTimer]: postAgain(keyring),
    [purgeTimer]: purge(keyring),
    [madeTimer]: made,
  },
  views: {
    'polls.coOwner': coOwnerView as View,
    'polls.announcement': announcementView as View,
  },
});
