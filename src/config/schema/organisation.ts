import { z } from 'zod';
import { didYouMean } from '../suggest.ts';
import { isCountry, type References } from './references.ts';
import {
  email,
  exact,
  hoursOfDay,
  isDistinct,
  isoDate,
  line,
  locale,
  localized,
  workingHours,
} from './shapes.ts';

export const timezone = z.string().superRefine((zone, context) => {
  if (!isTimezone(zone))
    context.addIssue({
      code: 'custom',
      message: `"${zone}" is not a time zone such as Asia/Shanghai${didYouMean(zone, Intl.supportedValuesOf('timeZone'))}`,
    });
});

function isTimezone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
const currency = z
  .string()
  .refine((code) => currencies.has(code), 'is not a currency such as CNY (ISO 4217)');

export const organisationSchema = ({ person, calendar }: References) =>
  exact({
    name: localized,
    timezone,
    locale,
    currency,
    calendar: calendar.optional(),
    workingHours: workingHours.optional(),
    quietHours: hoursOfDay
      .refine(({ from, to }) => from !== '00:00' || to !== '24:00', {
        path: ['to'],
        message: 'leaves no time of day at which anything could be told',
      })
      .optional(),
    approvals: exact({ bulk: z.boolean().default(false) }).default({ bulk: false }),
    admins: z.array(person).min(1),
  });

/** A department is known by its name, and chosen from lists by it: no longer than what an option carries everywhere. */
const department = line.max(150);

export const peopleSchema = ({ person }: References) =>
  z
    .array(
      exact({
        email,
        name: line,
        locale: locale.optional(),
        timezone: timezone.optional(),
        manager: person.optional(),
        department: department.optional(),
      }),
    )
    .min(1);

export const departmentsSchema = ({ person }: References) =>
  z.record(department, exact({ name: localized, head: person.optional() })).default({});

export const rolesSchema = ({ person }: References, id: z.ZodType<string, string>) =>
  z.record(id, z.array(person).min(1).refine(isDistinct, 'names somebody twice')).default({});

const country = z.string().refine(isCountry, 'is not a country such as CN (ISO 3166)');
const days = z.array(isoDate).max(1000).refine(isDistinct, 'names a day twice').default([]);

export const calendarsSchema = (id: z.ZodType<string, string>) =>
  z
    .record(
      id,
      exact({
        base: country.optional(),
        holidays: days,
        workdays: days,
        validThrough: isoDate.optional(),
      }).superRefine(({ holidays, workdays }, context) => {
        for (const [index, day] of workdays.entries())
          if (holidays.includes(day))
            context.addIssue({
              code: 'custom',
              path: ['workdays', index],
              message: `${day} is a holiday as well`,
            });
      }),
    )
    .default({});
