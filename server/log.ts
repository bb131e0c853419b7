/** Logs are JSON lines without personal data: never a body, a name or a query. */
export const log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  details: Readonly<Record<string, unknown>> = {},
): void => {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...details });
  if (level === 'error') console.error(line);
  else console.log(line);
};

/** A fault nobody expected, with the request it happened in. */
export const reportBug = (error: unknown, requestId: string): void => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  log('error', 'bug', {
    request: requestId,
    message,
    stack: stack
      ?.split('\n')
      .slice(1, 8)
      .map((line) => line.trim()),
  });
};
