import type { Context } from '../../engine/context.ts';
import { type Command, type Feature, type FormHandler, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { Form } from '../../ui/form.ts';
import { decideFor, performOn } from './deeds.ts';
import { titleOf } from './filing/catalogue.ts';
import type { RequestState } from './request.ts';
import { maySee, rolesOf } from './roles.ts';
import { findPage, viewerOf } from './search/search-store.ts';
import { loadRequests } from './store.ts';

/** So many are chosen from at once: their ids have to fit into a form's context. */
const mostAtOnce = 20;

/** Teams whose work this person hands out: those that they lead, those without a lead that they are of, all as an admin. */
function teamsLedBy({ person, directory }: Pick<Context, 'person' | 'directory'>): string[] {
  const led = directory.allTeams().filter(({ leadId, memberIds }) => {
    if (directory.isAdmin(person.id)) return true;
    return leadId === person.id || (leadId === undefined && memberIds.includes(person.id));
  });
  return led.map(({ id }) => id);
}

/** Asks which of the unassigned requests go to whom, the oldest first. Three queries. */
async function chooseMany(ctx: Context): Promise<Outcome> {
  const teamIds = teamsLedBy(ctx);
  if (teamIds.length === 0) return refusal(ctx.t('requests.refused.notLead'));
  const viewer = viewerOf(ctx.person.id, ctx.directory, ctx.now);
  const criteria = { words: [], teamIds, unassigned: true };
  const { ids } = await findPage(ctx.database, viewer, criteria, { direction: 'oldest', limit: mostAtOnce });
  const form = await manyForm.build(ctx, ids.join(' '));
  return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('requests.assignMany.none'));
}

/** The requests that a form names and that this person hands out. One query. */
async function chosenFrom(ctx: Context, ids: string[]): Promise<RequestState[]> {
  const teams = new Set(teamsLedBy(ctx));
  const found = await loadRequests(ctx.database, ids.slice(0, mostAtOnce));
  return ids.flatMap((id) => {
    const request = found.get(id);
    const own =
      request && teams.has(request.teamId) && maySee(rolesOf(request, ctx.person.id, ctx.directory));
    return own ? [request] : [];
  });
}

const manyForm: FormHandler = {
  async build(ctx, context): Promise<Form | undefined> {
    const requests = await chosenFrom(ctx, context.split(' '));
    if (requests.length === 0) return undefined;
    const { directory } = ctx;
    const members = directory.allTeams().flatMap(({ id, memberIds, leadId }) => {
      if (!requests.some(({ teamId }) => teamId === id)) return [];
      return leadId === undefined ? memberIds : [...memberIds, leadId];
    });
    const people = [...new Set(members)].filter((id) => directory.find(id)?.active);
    return {
      id: 'requests.assignMany',
      context,
      title: ctx.t('requests.assignMany'),
      submit: ctx.t('requests.assignMany.submit'),
      fields: [
        {
          id: 'requests',
          kind: 'choices',
          required: true,
          label: ctx.t('requests.assignMany.which'),
          options: requests.map((request) => ({
            value: request.id,
            label: titleOf(ctx, request, ctx.locale),
          })),
        },
        {
          id: 'person',
          kind: 'person',
          required: true,
          label: ctx.t('requests.assignMany.whom'),
          options: people.map((id) => ({ value: id, label: directory.nameOf(id) })),
        },
      ],
    };
  },
  async submit(ctx, _, values) {
    const wanted = Array.isArray(values.requests) ? values.requests : [String(values.requests)];
    return assignMany(ctx, await chosenFrom(ctx, wanted), String(values.person));
  },
};

/** Each by itself, with its own history; then says which passed, and of each other one why not. */
export async function assignMany(ctx: Context, requests: RequestState[], personId: string): Promise<Outcome> {
  let outcome: Outcome = {};
  const passed: string[] = [];
  const failed: string[] = [];
  const parents = new Set<string>();
  for (const request of requests) {
    const roles = rolesOf(request, ctx.person.id, ctx.directory);
    const intent = { verb: 'assign', personId } as const;
    const decided = decideFor(ctx, { request, roles }, intent);
    // Two parts of one request would both change it: one of them at a time.
    const twice = request.parentId !== null && parents.has(request.parentId);
    if ('refused' in decided || twice) {
      const why =
        'refused' in decided ? ctx.t(decided.refused, decided.args) : ctx.t('requests.refused.partsAtOnce');
      failed.push(`#${request.number}: ${why}`);
      continue;
    }
    if (request.parentId !== null) parents.add(request.parentId);
    outcome = merge(outcome, await performOn(ctx, { request, roles }, intent));
    passed.push(`#${request.number}`);
  }
  const name = ctx.directory.nameOf(personId);
  const lines = [
    passed.length > 0 ? ctx.t('requests.assignMany.passed', { name, numbers: passed.join(', ') }) : undefined,
    failed.length > 0 ? ctx.t('requests.assignMany.failed') : undefined,
    ...failed,
  ];
  const text = lines.filter((line) => line !== undefined).join('\n');
  return { ...outcome, answer: { kind: 'notice', text, ...(passed.length === 0 ? { refused: true } : {}) } };
}

export const bulkForms: Feature['forms'] = { 'requests.assignMany': manyForm };

export const bulkCommands: Command[] = [
  {
    name: 'assign',
    words: { en: ['assign'], 'zh-CN': ['分派', '批量分派'] },
    summary: 'help.assign',
    offeredTo: (ctx) => teamsLedBy(ctx).length > 0,
    run: chooseMany,
  },
];
