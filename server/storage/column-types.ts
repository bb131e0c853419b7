/** Text columns holding JSON: written with `JSON.stringify`, read through `asJson` (MariaDB's driver may have parsed them). */
export type JsonText = string;
/** Instants are ISO UTC text, civil dates `YYYY-MM-DD`; both sort as text. Flags are 0 or 1. */
export type Instant = string;
export type CivilDate = string;
export type Flag = 0 | 1;
