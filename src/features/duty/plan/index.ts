export { conflictsOf } from './conflicts.ts';
export { type Balance, ledgerOf } from './ledger.ts';
export type { PlanInput } from './open-turns.ts';
export { planShifts } from './plan-shifts.ts';
export { pointsOf } from './points.ts';
export { type Quality, type QualityReason, qualityOf } from './quality.ts';
