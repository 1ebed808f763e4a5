import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Feature } from '../../../engine/feature.ts';
import { countingTimers } from '../counting/close.ts';
import { answer, answerForm } from './answering.ts';
import { lostKeyView } from './lost-key.ts';
import { formId } from './page-form.ts';

/** Answering a survey, sealed, and counting what was answered. */
export const createAnswering = (keyring: Keyring): Feature => ({
  name: 'survey-answering',
  topic: 'opinions',
  actions: { 'surveys.answer': answer(keyring) },
  forms: { [formId]: answerForm(keyring) },
  timers: countingTimers(keyring),
  views: { 'surveys.keyLost': lostKeyView },
});
