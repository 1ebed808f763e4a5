import type { Context } from '../../../engine/context.ts';
import type { FieldValue } from '../../../ui/form.ts';
import { instantOf, toWallTime } from '../../../ui/wall-time.ts';

/** An instant as a field for times shows it. */
export const wallOf = (at: Date, { timezone }: Pick<Context, 'timezone'>): string =>
  toWallTime(at.toISOString(), timezone)!;

/**
 * The instant that stands in such a field.
 * @param known instants that the field was filled with: a time that the clocks show twice is the one that was meant.
 */
export function readTime(value: FieldValue | undefined, ctx: Context, ...known: Date[]): Date {
  const [, wall = '', zone = ctx.timezone] = /^([^[]+)(?:\[(.+)\])?$/.exec(String(value)) ?? [];
  const same = known.find((at) => toWallTime(at.toISOString(), zone) === wall);
  return same ?? new Date(instantOf(wall, zone)!);
}
