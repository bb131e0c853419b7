import type { SqlDialect } from './sql-dialect.ts';

/**
 * ratioKey of engine/condition, in SQL: one integer that compares with twice a decimal (times 10^6) as the ratio compares
 * with the decimal by cross-multiplication. Both parts are SQL of safe integers without parameters. The quotient is taken
 * three digits at a time, so that nothing leaves 64 bits. NULL where the denominator is not positive, where a part is
 * missing, or with more than twelve digits before the point.
 */
export const ratioSql = (dialect: SqlDialect, numerator: string, denominator: string): string => {
  const quotient = (over: string): string => divide[dialect](over, denominator);
  const rest = (over: string): string => `((${over}) % ${denominator})`;
  const size = `abs(${numerator})`;
  const thousandths = `(${rest(size)} * 1000)`;
  const millionths = `(${rest(thousandths)} * 1000)`;
  const cut = `((${quotient(size)} * 1000 + ${quotient(thousandths)}) * 1000 + ${quotient(millionths)})`;
  const more = `(${rest(millionths)} > 0)`;
  return `(case when ${denominator} > 0 and ${quotient(size)} < 1000000000000 then sign(${numerator}) * (2 * ${cut} + ${more}) end)`;
};

/** The whole part of a quotient of integers that are not negative. */
const divide: Readonly<Record<SqlDialect, (over: string, by: string) => string>> = {
  sqlite: (over, by) => `((${over}) / ${by})`,
  mariadb: (over, by) => `((${over}) div ${by})`,
};
