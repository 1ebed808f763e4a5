/**
 * A form, as plain data. Each platform draws it as its own dialog, and the dialog engine can ask its fields one
 * by one in a chat. Values come back as text, by field id, exactly as typed.
 */
export interface Form {
  /** Which form this is, e.g. `requests.file`; its feature handles the answer. */
  id: string;
  /** Opaque routing data that comes back with the answer, e.g. a request's id. Checked again when it does. */
  context: string;
  title: string;
  intro?: string;
  submit: string;
  /**
   * Other ways to send it off, in this order. Which one it was comes back as the value of `pressedId`, and nothing is
   * required then. A chat that asks field by field does without them.
   */
  buttons?: Option[];
  /** It is about a file: where forms take none, its questions are asked in the private chat, which does. */
  aboutFile?: boolean;
  /** In the order in which they are asked. Which of them are asked now: `shownFields`. */
  fields: Field[];
  /** What is wrong, by field id, in the reader's language; empty on the first showing. */
  errors?: Record<string, string>;
}

export type Field = FieldBase &
  (
    | {
        kind: 'text';
        multiline?: boolean;
        maxLength?: number;
        /** A regular expression of RE2's that the whole text must match. */
        pattern?: string;
        /** What to say where it does not. */
        patternHint?: string;
      }
    | { kind: 'number'; min?: number; max?: number }
    | { kind: 'money'; currency: string; min?: number; max?: number }
    | { kind: 'choice'; options: Option[] }
    /** Several of the options: `string[]`. Typed and carried as one option a line. */
    | { kind: 'choices'; options: Option[] }
    /** `2026-12-04`. The limits are days. */
    | { kind: 'date'; min?: string; max?: string }
    /** `14:00`. */
    | { kind: 'time' }
    /** A wall time in this IANA zone, `2026-11-30T14:00[Asia/Shanghai]`. The limits are days. */
    | { kind: 'datetime'; timezone: string; min?: string; max?: string }
    /**
     * Somebody of the office, by their id. Without options they are found by a name, an e-mail, or as
     * `account:<workspace>:<userId>` where the platform has a picker of its own.
     */
    | { kind: 'person'; options?: Option[] }
    /** An option, which also counts as chosen where what was typed is part of its label and of no other's. */
    | { kind: 'place'; options: Option[] }
    /** Photos and documents: ids of files, separated by commas, which the engine has kept. */
    | { kind: 'file' }
  );

interface FieldBase {
  id: string;
  label: string;
  hint?: string;
  required: boolean;
  /** What stands in the field when it opens. */
  value?: string;
  /** Asked only where that field, which stands before this one, has one of these values. */
  showWhen?: { readonly field: string; readonly in: readonly string[] };
}

export interface Option {
  value: string;
  label: string;
}

export type Values = Record<string, string>;

/** Under this id comes back which of a form's `buttons` it was sent off with. */
export const pressedId = 'pressed';

/** The longest text one field takes, in characters: Slack's limit for a text input. */
export const maxTextLength = 3000;
/** The most files that one field, or one message, brings to something. */
export const mostFiles = 10;
/** The longest `context` that every platform carries. */
export const maxContextLength = 1500;
/** What stands before the workspace and the user id of somebody picked on a platform. */
export const accountPrefix = 'account:';

/** What is wrong with one field: the i18n key is `form.<problem>`, its arguments are the other members. */
export type FieldProblem =
  | { problem: 'required' }
  | { problem: 'notANumber' }
  | { problem: 'notAnAmount' }
  | { problem: 'tooSmall'; min: number }
  | { problem: 'tooLarge'; max: number }
  | { problem: 'tooLong'; max: number }
  /** `hint` is empty where nobody wrote one. */
  | { problem: 'notAsAsked'; hint: string }
  | { problem: 'notAnOption' }
  /** `options` are the labels of those that it could be. */
  | { problem: 'severalOptions'; options: string }
  | { problem: 'notADate' }
  | { problem: 'notATime' }
  | { problem: 'notADateTime' }
  /** The limits are ISO dates. */
  | { problem: 'tooEarly'; min: string }
  | { problem: 'tooLate'; max: string }
  | { problem: 'notAFile' }
  | { problem: 'notAPerson' }
  | { problem: 'tooManyFiles'; max: number }
  /** `people` are the names and e-mails of those that it could be. */
  | { problem: 'severalPeople'; people: string };

export type FieldValue = string | number | string[] | null;

/** A value as a field carries it: what `readField` reads as that value again. */
export function asTyped(value: FieldValue): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}
