import type { Directory } from './directory/directory.ts';

/** Whom the demo's first steps are about: an asker with a manager, and somebody who helps. */
export function guideOf(directory: Directory) {
  const [category] = Object.values(directory.office.catalogue);
  const helper = category && directory.team(category.team).memberIds[0];
  const asker = directory.everyone().find(({ id, managerId }) => managerId && id !== helper);
  return helper && asker?.managerId ? { asker: asker.id, helper, manager: asker.managerId } : undefined;
}
