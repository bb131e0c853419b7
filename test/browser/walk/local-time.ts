/** An instant as clocks of the platform's zone show it, to the minute. */
export const localTime = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
