import { creditCode } from '../../support/import-files.ts';
import { CaseHand, type Data, type Law } from '../../support/jiangzhou/case-hand.ts';
import type { TestSystem } from '../../support/system.ts';

export interface Firm {
  readonly name: string;
  readonly head: string;
  readonly product: string;
}

const told: Firm = { name: '江州市明峰轧钢有限公司', head: '周建平', product: '热轧带肋钢筋' };
const code = '91990102M10000012Y';
const dayMs = 86_400_000;

/** A case of another firm than worked example A, the same number of days later. */
export class DayHand extends CaseHand {
  readonly firm: Firm;
  readonly number: number;
  private readonly later: number;

  constructor(system: TestSystem, law: Law, number: number, firm: Firm, later: number) {
    super(system, law);
    this.firm = firm;
    this.number = number;
    this.later = later;
    const moment = this.instant;
    const { day } = this;
    this.instant = (text) => new Date(Date.parse(moment(text)) + later * dayMs).toISOString();
    this.day = (text) => this.moveDay(day(text));
  }

  private moveDay(day: string): string {
    return new Date(Date.parse(`${day}T00:00:00Z`) + this.later * dayMs).toISOString().slice(0, 10);
  }

  override filled(key: string, more: Data = {}): Data {
    const own = creditCode(this.number, '990102');
    const text = JSON.stringify(super.filled(key))
      .replaceAll(told.name, this.firm.name)
      .replaceAll(told.head, this.firm.head)
      .replaceAll(told.product, this.firm.product)
      .replaceAll('安全标准的钢筋案', `安全标准的${this.firm.product}案`)
      .replaceAll(code, own)
      .replaceAll('M1000001-2', `${own.slice(8, 16)}-${own.slice(16, 17)}`)
      // The days the goods were made and sold stay.
      .replaceAll(/\d{4}-(?:0[4-9]|1\d)-\d\d/g, (day) => this.moveDay(day));
    return { ...(JSON.parse(text) as Data), ...more };
  }
}
