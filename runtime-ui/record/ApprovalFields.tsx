import { Checkbox, Form, Input, Radio, Select } from 'antd';
import type { ApprovalChoice } from '../answer/acting.ts';
import { say, sayIfKnown, titled } from '../words.ts';
import { needsOpinion, type Verdict } from './approval-data.ts';
import { IssueList } from './IssueList.tsx';

interface ApprovalFieldsProps {
  readonly choice: ApprovalChoice;
  readonly verdict: Verdict;
  readonly change: (verdict: Verdict) => void;
  /** True once the person tried without an opinion where one is needed. */
  readonly missing: boolean;
}

const longest = 500;
const author = '';

/** Result, opinion, the step to return to, and the steps to pass over. */
export const ApprovalFields = ({ choice, verdict, change, missing }: ApprovalFieldsProps) => {
  const required = needsOpinion(choice, verdict.result);
  return (
    <Form layout="vertical" component="div" className="approval-fields">
      <Form.Item label={say('approval.result')}>
        <Radio.Group
          aria-label={say('approval.result')}
          optionType="button"
          buttonStyle="solid"
          value={verdict.result}
          onChange={(event) => change({ ...verdict, result: String(event.target.value) })}
          options={choice.results.map(({ key, title, reasons = [] }) => ({
            value: key,
            label: title ? titled(title) : (sayIfKnown(`result.${key}`) ?? key),
            disabled: reasons.length > 0,
          }))}
        />
      </Form.Item>
      <IssueList issues={choice.results.flatMap(({ reasons = [] }) => reasons)} />
      {verdict.result === 'return' && <ReturnTo choice={choice} verdict={verdict} change={change} />}
      <Form.Item
        label={say('approval.opinion')}
        htmlFor="approval-opinion"
        required={required}
        {...(missing && required && { validateStatus: 'error' as const, help: say('approval.opinionMissing') })}
      >
        <Input.TextArea
          id="approval-opinion"
          rows={3}
          maxLength={longest}
          showCount
          value={verdict.opinion}
          onChange={(event) => change({ ...verdict, opinion: event.target.value })}
        />
      </Form.Item>
      {verdict.result === 'agree' && (choice.skippable ?? []).length > 0 && (
        <Form.Item label={say('approval.skip')}>
          <Checkbox.Group
            value={[...verdict.skip]}
            onChange={(skip) => change({ ...verdict, skip: skip.map(String) })}
            options={(choice.skippable ?? []).map(({ key, title }) => ({ value: key, label: titled(title) }))}
          />
        </Form.Item>
      )}
    </Form>
  );
};

const ReturnTo = ({ choice, verdict, change }: Omit<ApprovalFieldsProps, 'missing'>) => {
  const options = [
    ...(choice.toAuthor === false ? [] : [{ value: author, label: say('approval.author') }]),
    ...choice.returnTo.map(({ key, title }) => ({ value: key, label: titled(title) })),
  ];
  return (
    <Form.Item label={say('approval.returnTo')} htmlFor="approval-return">
      <Select
        id="approval-return"
        value={
          options.some(({ value }) => value === verdict.returnTo) ? verdict.returnTo : (options[0]?.value ?? author)
        }
        options={options}
        onChange={(returnTo: string) => change({ ...verdict, returnTo })}
      />
    </Form.Item>
  );
};
