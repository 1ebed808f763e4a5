/** The calendars that calendar programs fetch from the web page's server, by a secret address. */
export interface WebCalendars {
  /** The calendar behind an address, as iCalendar text. Undefined: unknown, turned off, or its person has left. */
  open(address: string): Promise<string | undefined>;
}
