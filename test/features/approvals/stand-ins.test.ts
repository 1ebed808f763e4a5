import { beforeEach, describe, expect, it } from 'vitest';
import { escalate, seat } from '../../../src/features/approvals/stand-ins.ts';
import { type DecisionRecord, newStep } from '../../../src/features/approvals/step.ts';
import { People, sealFor } from './people.ts';

const parties = { requesterId: 'requester', filedById: 'filer' };

describe('who decides in whose place', () => {
  let people: People;
  beforeEach(() => {
    const ids = ['requester', 'filer', 'ada', 'ben', 'cai', 'boss', 'adm1', 'adm2'];
    people = new People(ids, { ada: 'boss', ben: 'boss', cai: 'requester' }, ['adm1', 'adm2']);
  });

  const step = (approverIds: string[], need = 1, decisions: DecisionRecord[] = []) =>
    newStep({
      id: 'step',
      position: 1,
      by: { kind: 'role', role: 'r' },
      approverIds,
      need,
      decisions,
      state: 'open',
    });
  const seats = (approverIds: string[], need = 1, decisions: DecisionRecord[] = []) => {
    const { standIns } = seat(step(approverIds, need, decisions), parties, people.presence);
    return Object.entries(standIns).map(([id, standIn]) => `${id} for ${standIn.for}, ${standIn.because}`);
  };

  it('nobody, while everybody is there', () => expect(seats(['ada', 'ben'])).toEqual([]));

  it('the substitute of whoever is away', () => {
    people.away('ada', 'cai');
    expect(seats(['ada'])).toEqual(['cai for ada, substitute']);
    expect(seats(['ada', 'ben'])).toEqual(['cai for ada, substitute']);
  });

  it('the manager where there is no substitute, and only where too few are there', () => {
    people.away('ada', null);
    expect(seats(['ada'])).toEqual(['boss for ada, manager']);
    expect(seats(['ada', 'ben'])).toEqual([]);
    expect(seats(['ada', 'ben'], 2)).toEqual(['boss for ada, manager']);
  });

  it.each(['requester', 'filer', 'ben', 'boss'])(
    'not %s as a substitute, who must not or is not there',
    (substitute) => {
      if (substitute === 'boss') people.away('boss', null);
      people.away('ada', substitute);
      const expected =
        substitute === 'boss' ? ['adm1 for ada, admin', 'adm2 for ada, admin'] : ['boss for ada, manager'];
      expect(seats(['ada', 'ben'], 2)).toEqual(expected);
    },
  );

  it('the administrators where the manager must not', () => {
    people.away('cai', null);
    expect(seats(['cai'])).toEqual(['adm1 for cai, admin', 'adm2 for cai, admin']);
  });

  it('one person in one place only', () => {
    people.left.add('ada');
    people.left.add('ben');
    expect(seats(['ada', 'ben'], 2)).toEqual([
      'boss for ada, manager',
      'adm1 for ben, admin',
      'adm2 for ben, admin',
    ]);
  });

  it('nobody twice: who has approved stands in for nobody else', () => {
    people.left.add('ben');
    const asked = step(['ada', 'ben'], 2);
    const given = sealFor([asked])({
      stepId: 'step',
      verb: 'approve',
      personId: 'boss',
      forPersonId: 'ada',
      reason: null,
      at: new Date(0),
    });
    expect(seats(['ada', 'ben'], 2, [given])).toEqual(['adm1 for ben, admin', 'adm2 for ben, admin']);
  });

  it('after a long silence the managers too, else the administrators; and they stay', () => {
    const escalated = escalate(step(['ada']), parties, people.presence);
    expect(escalated.approverIds).toEqual(['ada', 'boss']);
    expect(seat(escalated, parties, people.presence).standIns).toEqual({
      boss: { for: 'ada', because: 'escalated' },
    });
    expect(escalate(step(['cai']), parties, people.presence).approverIds).toEqual(['cai', 'adm1', 'adm2']);
  });

  it('whose absence is over decides alone again', () => {
    people.away('ada', 'cai');
    const away = seat(step(['ada']), parties, people.presence);
    people.back('ada');
    expect(seat(away, parties, people.presence)).toMatchObject({ approverIds: ['ada'], standIns: {} });
  });
});
