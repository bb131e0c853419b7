import accessEn from './access.en.json' with { type: 'json' };
import accessZh from './access.zh.json' with { type: 'json' };
import aggregateEn from './aggregate.en.json' with { type: 'json' };
import aggregateZh from './aggregate.zh.json' with { type: 'json' };
import conditionEn from './condition.en.json' with { type: 'json' };
import conditionZh from './condition.zh.json' with { type: 'json' };
import deadlineEn from './deadline.en.json' with { type: 'json' };
import deadlineZh from './deadline.zh.json' with { type: 'json' };
import definitionEn from './definition.en.json' with { type: 'json' };
import definitionZh from './definition.zh.json' with { type: 'json' };
import exchangeEn from './exchange.en.json' with { type: 'json' };
import exchangeZh from './exchange.zh.json' with { type: 'json' };
import fileEn from './file.en.json' with { type: 'json' };
import fileZh from './file.zh.json' with { type: 'json' };
import formEn from './form.en.json' with { type: 'json' };
import formZh from './form.zh.json' with { type: 'json' };
import importEn from './import.en.json' with { type: 'json' };
import importZh from './import.zh.json' with { type: 'json' };
import numberingEn from './numbering.en.json' with { type: 'json' };
import numberingZh from './numbering.zh.json' with { type: 'json' };
import printEn from './print.en.json' with { type: 'json' };
import printZh from './print.zh.json' with { type: 'json' };
import problemEn from './problem.en.json' with { type: 'json' };
import problemZh from './problem.zh.json' with { type: 'json' };
import requestEn from './request.en.json' with { type: 'json' };
import requestZh from './request.zh.json' with { type: 'json' };
import ruleEn from './rule.en.json' with { type: 'json' };
import ruleZh from './rule.zh.json' with { type: 'json' };
import templateEn from './template.en.json' with { type: 'json' };
import templateZh from './template.zh.json' with { type: 'json' };
import workEn from './work.en.json' with { type: 'json' };
import workZh from './work.zh.json' with { type: 'json' };
import workflowEn from './workflow.en.json' with { type: 'json' };
import workflowZh from './workflow.zh.json' with { type: 'json' };

export type Language = 'zh' | 'en';
export type Messages = Readonly<Record<string, string>>;

/** Every text of the engine and server by code. A new area is two files and two lines here. */
export const messages: Readonly<Record<Language, Messages>> = {
  zh: {
    ...accessZh,
    ...aggregateZh,
    ...conditionZh,
    ...deadlineZh,
    ...definitionZh,
    ...exchangeZh,
    ...fileZh,
    ...formZh,
    ...importZh,
    ...numberingZh,
    ...printZh,
    ...problemZh,
    ...requestZh,
    ...ruleZh,
    ...templateZh,
    ...workflowZh,
    ...workZh,
  },
  en: {
    ...accessEn,
    ...aggregateEn,
    ...conditionEn,
    ...deadlineEn,
    ...definitionEn,
    ...exchangeEn,
    ...fileEn,
    ...formEn,
    ...importEn,
    ...numberingEn,
    ...printEn,
    ...problemEn,
    ...requestEn,
    ...ruleEn,
    ...templateEn,
    ...workflowEn,
    ...workEn,
  },
};
