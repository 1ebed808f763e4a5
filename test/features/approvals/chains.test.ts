import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditedSubject, faultsOf } from '../../../src/features/approvals/audit-rules.ts';
import { addSigner, remind, reseat, transfer } from '../../../src/features/approvals/moves.ts';
import { opened } from '../../../src/features/approvals/plan.ts';
import { decide, lapse, replace, replan, whyNot, withdraw } from '../../../src/features/approvals/rules.ts';
import { escalate } from '../../../src/features/approvals/stand-ins.ts';
import {
  approvalsOf,
  currentRound,
  isUndecided,
  lastRound,
  newStep,
  openSteps,
  principalsOf,
  type Step,
  standing,
  type Verb,
} from '../../../src/features/approvals/step.ts';
import type { StoredStep } from '../../../src/features/approvals/store.ts';
import { People, sealFor } from './people.ts';

const staff = ['ada', 'ben', 'cai', 'dan', 'eva', 'fay'] as const;
const admins = ['adm1', 'adm2', 'adm3', 'adm4'] as const;
const everybody = ['requester', 'filer', ...staff, ...admins];
const anybody = fc.constantFrom(...everybody);
const askable = fc.constantFrom(...staff, ...admins);

const stepRule = fc.record({
  asked: fc.uniqueArray(askable, { minLength: 1, maxLength: 3 }),
  need: fc.constantFrom<'any' | 'all' | 2>('any', 'any', 'all', 2),
});
type StepRule = typeof stepRule extends fc.Arbitrary<infer T> ? T : never;
const chains = fc.array(fc.array(stepRule, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

const verbs = ['approve', 'approve', 'approve', 'reject', 'return'] as const satisfies Verb[];
const deeds = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      deed: fc.constant('decide' as const),
      who: anybody,
      step: fc.nat(6),
      verb: fc.constantFrom(...verbs),
      reason: fc.constantFrom('', 'no'),
    }),
  },
  // What is likely to succeed, so that runs get somewhere.
  {
    weight: 6,
    arbitrary: fc.record({
      deed: fc.constant('decideRightly' as const),
      nth: fc.nat(5),
      verb: fc.constantFrom(...verbs),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      deed: fc.constantFrom('transfer' as const, 'before' as const, 'after' as const),
      nth: fc.nat(5),
      to: anybody,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      deed: fc.constant('away' as const),
      who: anybody,
      substitute: fc.option(anybody),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      deed: fc.constantFrom('back' as const, 'leave' as const),
      who: fc.constantFrom(...staff),
    }),
  },
  { weight: 2, arbitrary: fc.record({ deed: fc.constantFrom('reseat' as const, 'remind' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ deed: fc.constantFrom('escalate' as const, 'lapse' as const), step: fc.nat(6) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ deed: fc.constant('replan' as const), changed: fc.boolean(), chain: chains }),
  },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('withdraw' as const) }) },
);
type Deed = typeof deeds extends fc.Arbitrary<infer T> ? T : never;

/** A chain in the life of one request, with the history that it leaves. */
class Life {
  steps: Step[];
  version = 1;
  readonly history: AuditedSubject['history'] = [];
  private count = 0;

  constructor(
    readonly people: People,
    readonly parties: { requesterId: string; filedById: string },
    chain: StepRule[][],
  ) {
    this.steps = this.plan(chain, 1);
  }

  plan(chain: StepRule[][], round: number): Step[] {
    return chain.flatMap((group, at) =>
      group.map(({ asked, need }) => {
        const approverIds = asked.filter((id) => id !== this.parties.filedById && !this.people.left.has(id));
        const ids = approverIds.length > 0 ? approverIds : ['adm4'];
        const wanted = need === 'any' ? 1 : need === 'all' ? ids.length : Math.min(2, ids.length);
        const by = { kind: 'role', role: 'r' } as const;
        this.count += 1;
        const step = newStep({
          id: `step${this.count}`,
          round,
          position: at + 1,
          by,
          approverIds: ids,
          need: wanted,
        });
        return at === 0 ? opened(step, { ...this.parties, ...this.people.presence, at: new Date(0) }) : step;
      }),
    );
  }

  /** Those who may decide an open step now, one after the other. */
  deciders(): { who: string; step: Step }[] {
    const steps = reseat(this.steps, this.parties, this.people.presence)?.steps ?? this.steps;
    return openSteps(steps).flatMap((step) =>
      everybody.flatMap((who) =>
        whyNot(steps, step.id, { id: who, active: !this.people.left.has(who) }, this.parties, String) ===
        undefined
          ? [{ who, step }]
          : [],
      ),
    );
  }

  /** Undefined where it was refused. */
  apply(deed: Deed): Step[] | undefined {
    const { presence } = this.people;
    const at = new Date(this.version * 1000);
    const seated = () => reseat(this.steps, this.parties, presence)?.steps ?? this.steps;
    switch (deed.deed) {
      case 'decide': {
        const step = this.steps[deed.step % this.steps.length]!;
        return this.decide(deed.who, step.id, deed.verb, deed.reason, at);
      }
      case 'decideRightly': {
        const all = this.deciders();
        const one = all[deed.nth % Math.max(1, all.length)];
        return one && this.decide(one.who, one.step.id, deed.verb, 'because', at);
      }
      case 'transfer':
      case 'before':
      case 'after': {
        const all = this.deciders();
        const one = all[deed.nth % Math.max(1, all.length)];
        if (one === undefined) return undefined;
        this.count += 1;
        const actor = { id: one.who, active: true, at };
        const move = { stepId: one.step.id, actor, personId: deed.to, reason: 'because' };
        const added = { ...move, where: deed.deed as 'before', newStepId: `step${this.count}` };
        const moved =
          deed.deed === 'transfer'
            ? transfer(seated(), move, this.parties, presence)
            : addSigner(seated(), added, this.parties, presence);
        return 'refused' in moved ? undefined : moved.steps;
      }
      case 'away':
        this.people.away(deed.who, deed.substitute);
        return undefined;
      case 'back':
        this.people.back(deed.who);
        return undefined;
      case 'leave':
        this.people.left.add(deed.who);
        return undefined;
      case 'reseat':
        return seated();
      case 'remind': {
        const reminded = remind(this.steps, at);
        return 'steps' in reminded ? reminded.steps : undefined;
      }
      case 'escalate':
      case 'lapse': {
        const step = this.steps[deed.step % this.steps.length]!;
        if (step.state !== 'open') return undefined;
        if (deed.deed === 'lapse') return lapse(this.steps, step.id);
        return replace(this.steps, [escalate(step, this.parties, presence)]);
      }
      case 'replan': {
        if (['rejected', 'lapsed', 'withdrawn'].includes(standing(this.steps))) return undefined;
        const after = this.plan(deed.chain, lastRound(this.steps) + 1);
        const before = deed.changed ? [] : after;
        return replan(this.steps, deed.changed, before, after, () => 'nobody')?.steps;
      }
      case 'withdraw':
        return withdraw(this.steps);
    }
  }

  private decide(who: string, stepId: string, verb: Verb, reason: string, at: Date): Step[] | undefined {
    const { presence } = this.people;
    const steps = reseat(this.steps, this.parties, presence)?.steps ?? this.steps;
    const actor = { id: who, active: !this.people.left.has(who), at };
    const seal = sealFor(steps, this.version);
    const decision = decide(steps, this.parties, { stepId, verb, reason, actor }, presence, seal);
    if ('refused' in decision) return undefined;
    const { given } = decision;
    const kind = { approve: 'approved', reject: 'rejected', return: 'returned' }[verb];
    this.history.push({
      version: this.version + 1,
      kind: given.forPersonId ? `${kind}For` : kind,
      actorId: who,
      at: at.toISOString(),
      data: { stepId, hash: given.hash },
    });
    return decision.steps;
  }

  /** As the database would have it. */
  audited(): AuditedSubject {
    const stored = JSON.parse(JSON.stringify(this.steps)) as StoredStep[];
    const decisions = stored.flatMap((step) => step.decisions).sort((a, b) => a.sequence - b.sequence);
    return {
      subject: 'request:req_1',
      decisions,
      steps: stored,
      history: this.history,
      entries: this.version,
      lastVersion: this.version,
    };
  }
}

const isTerminal = (step: Step) => !isUndecided(step);

/** May this person decide in this place, by what the rules say in words? */
function isRightful(life: Life, step: Step, personId: string, forPersonId: string | null): boolean {
  const { people, parties } = life;
  if (personId === parties.requesterId || personId === parties.filedById || people.left.has(personId))
    return false;
  if (forPersonId === null) return principalsOf(step).includes(personId);
  if (!principalsOf(step).includes(forPersonId)) return false;
  return (
    people.absences.substituteOf(forPersonId) === personId ||
    people.managers[forPersonId] === personId ||
    people.adminIds.includes(personId)
  );
}

function checkStep(life: Life, before: readonly Step[], deed: Deed): void {
  const { steps } = life;
  const was = new Map(before.map((step) => [step.id, step]));
  for (const step of steps) {
    const earlier = was.get(step.id);
    // What is decided never changes.
    if (earlier && isTerminal(earlier)) expect(step).toEqual(earlier);
    const added = step.decisions.slice(earlier?.decisions.length ?? 0);
    expect(step.decisions.slice(0, earlier?.decisions.length ?? 0)).toEqual(earlier?.decisions ?? []);
    for (const { personId, forPersonId } of added)
      expect(isRightful(life, step, personId, forPersonId)).toBe(true);
    if (!deed.deed.startsWith('decide')) {
      // Silence, absence and change approve nothing.
      expect(added).toEqual([]);
      if (earlier?.state !== 'approved') expect(step.state).not.toBe('approved');
    }
    const given = approvalsOf(step);
    expect(new Set(given.map(({ personId }) => personId)).size).toBe(given.length);
    expect(new Set(given.map(({ personId, forPersonId }) => forPersonId ?? personId)).size).toBe(
      given.length,
    );
    if (step.state === 'approved') expect(given.length).toBe(step.need);
    else expect(given.length).toBeLessThan(Math.max(1, step.need));
    if (step.state === 'open' || step.state === 'waiting') expect(step.round).toBe(lastRound(steps));
  }
  expect(steps.length).toBeGreaterThanOrEqual(before.length);
  const open = openSteps(steps);
  for (const { position } of open)
    for (const other of currentRound(steps))
      if (other.position < position) expect(isUndecided(other)).toBe(false);
  expect(currentRound(steps).some(({ state }) => state === 'waiting') && open.length === 0).toBe(false);
  expect(faultsOf(life.audited())).toEqual([]);
}

/** Whatever has happened, somebody can decide, until it is decided. */
function checkNotStuck(life: Life): void {
  for (let tries = 0; standing(life.steps) === 'open'; tries += 1) {
    expect(tries).toBeLessThan(60);
    const open = openSteps(reseat(life.steps, life.parties, life.people.presence)?.steps ?? life.steps);
    const able = life.deciders();
    for (const { id } of open) expect(able.some(({ step }) => step.id === id)).toBe(true);
    life.steps = life.apply({ deed: 'decideRightly', nth: tries, verb: 'approve' })!;
    life.version += 1;
  }
}

describe('any chain, and anything that anybody does to it', () => {
  it('is decided by the right people, once each, and can always be decided', () => {
    const reached = new Map<string, number>();
    const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(
        chains,
        fc.dictionary(fc.constantFrom(...staff), fc.constantFrom(...staff, 'requester', 'filer'), {
          maxKeys: 6,
        }),
        fc.constantFrom('requester', 'filer', 'adm1', 'ada'),
        fc.array(deeds, { maxLength: 40 }),
        (chain, managers, filedById, order) => {
          const people = new People(everybody, managers, admins);
          const life = new Life(people, { requesterId: 'requester', filedById }, chain);
          for (const deed of order) {
            const before = life.steps;
            const after = life.apply(deed);
            if (after === undefined) continue;
            life.steps = after;
            checkStep(life, before, deed);
            life.version += 1;
            count(deed.deed);
          }
          count(standing(life.steps));
          if (life.steps.some((step) => step.decisions.some(({ forPersonId }) => forPersonId)))
            count('instead');
          if (life.steps.some((step) => step.need > 1 && step.state === 'approved')) count('several');
          checkNotStuck(life);
        },
      ),
      { numRuns: 1500 },
    );
    // The control: what is done does lead somewhere, to each end that there is.
    const ends = ['open', 'approved', 'rejected', 'returned', 'lapsed', 'withdrawn'];
    const done = [
      'decide',
      'decideRightly',
      'transfer',
      'before',
      'after',
      'reseat',
      'remind',
      'escalate',
      'replan',
    ];
    for (const what of [...ends, ...done, 'instead', 'several'])
      expect([what, reached.get(what) ?? 0]).not.toEqual([what, 0]);
  }, 120_000);

  it('would notice a wrong decider, a changed decision and a chain that is stuck', () => {
    const people = new People(everybody, {}, admins);
    const life = new Life(people, { requesterId: 'requester', filedById: 'requester' }, [
      [{ asked: ['ada'], need: 'any' }],
      [{ asked: ['ben', 'cai'], need: 'all' }],
    ]);
    const before = life.steps;
    life.steps = life.apply({ deed: 'decideRightly', nth: 0, verb: 'approve' })!;
    checkStep(life, before, { deed: 'decideRightly', nth: 0, verb: 'approve' });
    const sound = life.steps;
    const [first, second] = sound;
    const given = first!.decisions[0]!;
    const wrong = (step: Step) => {
      life.steps = [step, second!];
      return () => checkStep(life, before, { deed: 'decideRightly', nth: 0, verb: 'approve' });
    };
    expect(wrong({ ...first!, decisions: [{ ...given, personId: 'dan' }] })).toThrow();
    expect(wrong({ ...first!, decisions: [] })).toThrow();
    life.steps = sound;
    expect(() => checkStep(life, sound, { deed: 'withdraw' })).not.toThrow();
    expect(() =>
      checkStep({ ...life, steps: [{ ...first!, reason: 'x' }, second!] } as Life, sound, {
        deed: 'withdraw',
      }),
    ).toThrow();
    life.steps = [first!, { ...second!, approverIds: ['ben', 'cai'], need: 9 }];
    expect(() => checkNotStuck(life)).toThrow();
  });
});
