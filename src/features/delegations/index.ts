export { Absences, type Delegation, nobodyAway } from './absences.ts';
export { absencesAt } from './store.ts';
