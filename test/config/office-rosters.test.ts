import { describe, expect, it } from 'vitest';
import { compareOffices } from '../../src/config/compare-offices.ts';
import { parseOffice } from '../../src/config/office.ts';
import { fullOffice } from './full-office.ts';
import { changed, itTells } from './office-mistakes.ts';

const office = parseOffice(fullOffice, 'office.yaml');

describe('rosters', () => {
  it('are read as they are meant', () => {
    expect(office.organisation.quietHours).toEqual({ from: '22:00', to: '07:00' });
    expect(office.rosters.gate).toMatchObject({
      id: 'gate',
      timezone: 'Europe/Berlin',
      layers: [
        {
          id: 'layer1',
          role: 'primary',
          members: ['ann@x.y', 'cat@x.y'],
          turn: { weeks: 1 },
          at: '09:00',
          on: [],
        },
        { id: 'nights', turn: { workdays: 5 }, at: '22:00', pick: 'fair', on: ['workdays', 'makeup'] },
        { id: 'drives', turn: { hours: 12 }, at: '07:30', pick: 'inOrder' },
      ],
      restMinutes: 720,
      notices: { aheadMinutes: 2880, channelAt: '08:30', confirmMinutes: 15 },
      swapApproval: 'lead',
      handover: false,
      slackGroup: 'gate-duty',
    });
    expect(office.rosters.dock).toEqual({
      id: 'dock',
      name: { en: 'Dock', 'zh-CN': 'Dock' },
      team: 'crew',
      timezone: 'Asia/Shanghai',
      start: '2026-02-02',
      roles: {},
      layers: [
        {
          id: 'layer1',
          role: 'primary',
          members: ['cat@x.y'],
          turn: { weeks: 1 },
          at: '09:00',
          pick: 'inOrder',
          on: [],
        },
      ],
      weights: { weekday: 1, night: 1.5, weekend: 2, holiday: 3 },
      nights: { from: '22:00', to: '06:00' },
      restMinutes: 660,
      notices: { aheadMinutes: 1440 },
      swapApproval: 'none',
      handover: true,
      checklist: [],
      slackTopic: false,
    });
    expect(office.catalogue.rescue?.assign).toEqual({ kind: 'onDuty', roster: 'gate', role: 'driver' });
  });

  it('are compared layer by layer, and value by value', () => {
    const text = changed('[Ann@x.y, cat@x.y] }', '[cat@x.y, ann@x.y] }', fullOffice)
      .replace('id: nights', 'id: dark')
      .replace('holiday: 4', 'holiday: 5')
      .replace('ahead: 2d', 'ahead: 1d')
      .replace('unit: m³, min: 0', 'unit: kWh, min: 0');
    expect(compareOffices(office, parseOffice(text, 'office.yaml'))).toEqual([
      {
        part: 'Rosters',
        lines: [
          '~ gate (Gate): weights (holiday 4 → 5); checklist (~meter: reading (unit m³ → kWh)); layers (~layer1: members ["ann@x.y","cat@x.y"] → ["cat@x.y","ann@x.y"], -nights, +dark); notices (aheadMinutes 2880 → 1440)',
        ],
      },
    ]);
  });

  itTells(
    [
      [
        'a role that there is not',
        'role: driver, members',
        'role: drivr, members',
        'drivr, members',
        'rosters.gate.layers[2].role there is no role "drivr" among primary, backup and "roles"; did you mean "driver"?',
      ],
      [
        'a layer twice',
        'id: drives',
        'id: nights',
        'nights, role: driver',
        'rosters.gate.layers[2].id there are two layers "nights"',
      ],
      [
        'a layer that is called like one without a name',
        'id: drives',
        'id: layer1',
        'layer1',
        'rosters.gate.layers[2].id there are two layers "layer1"',
      ],
      [
        'an item twice',
        'id: meter',
        'id: doors',
        'doors, name: Meter',
        'rosters.gate.checklist[1].id there are two items "doors"',
      ],
      [
        'a role in which nobody is on duty',
        'onDuty: gate, role: driver',
        'onDuty: gate, role: guard',
        'guard',
        'catalogue.rescue.assign.role nobody is ever on duty as guard in gate',
      ],
      [
        'a role of another roster',
        'onDuty: gate, role: driver',
        'onDuty: dock, role: driver',
        'driver } }\nbudgets',
        'catalogue.rescue.assign.role nobody is ever on duty as driver in dock',
      ],
      [
        'a roster that there is not',
        'onDuty: gate',
        'onDuty: gat',
        'gat, role',
        'catalogue.rescue.assign.onDuty there is no roster "gat"; did you mean "gate"?',
      ],
      [
        'a turn',
        'turn: 12h',
        'turn: 12m',
        '12m',
        'rosters.gate.layers[2].turn is not a turn such as 12h, 1d, 1w or 5wd (workdays)',
      ],
      [
        'a day that there is not',
        'on: [sat, sun]',
        'on: [sat, holiday]',
        'holiday] }',
        'rosters.gate.layers[2].on[1] "holiday" is not one of workdays, weekends, holidays, makeup, mon, tue, wed, thu, fri, sat, sun; did you mean "holidays"?',
      ],
      [
        'hours that are none',
        'hours: { from: "22:00", to: "06:00" }',
        'hours: { from: "22:00", to: "22:00" }',
        '"22:00" } }',
        'rosters.gate.layers[1].hours.to must not be the same as "from"',
      ],
      [
        'somebody on duty who is nobody',
        '{ members: [Ann@x.y',
        '{ members: [Anne@x.y',
        'Anne@x.y',
        'rosters.gate.layers[0].members[0] nobody in people has the e-mail anne@x.y; did you mean "ann@x.y"?',
      ],
      [
        'a range of readings',
        'max: 99999',
        'max: -0.25',
        '-0.25',
        'rosters.gate.checklist[1].reading.max must not be less than "min"',
      ],
      [
        'quiet hours that are none',
        'quietHours: { from: "22:00", to: "07:00" }',
        'quietHours: { from: "22:00", to: "25:00" }',
        '"25:00"',
        'organisation.quietHours.to is not a time of day such as "18:00"',
      ],
    ],
    fullOffice,
  );
});
