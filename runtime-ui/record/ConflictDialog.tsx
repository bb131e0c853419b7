import { Modal, Radio, Table, Tag } from 'antd';
import { useState } from 'react';
import { fieldsOf } from '#engine/form/fields.ts';
import type { FormDefinition } from '#engine/form/form.ts';
import type { Data } from '../answer/records.ts';
import { formFieldTypes } from '../form/form-field-types.ts';
import { useReturnFocus } from '../frame/use-return-focus.ts';
import { useLabels } from '../value/lookup.ts';
import { showValue } from '../value/show-value.ts';
import { say, titled } from '../words.ts';
import { compareData, type Difference, mergeChosen } from './compare-data.ts';

interface ConflictDialogProps {
  readonly form: FormDefinition;
  readonly organization: string;
  readonly base: Data;
  readonly mine: Data;
  readonly theirs: Data;
  readonly cancel: () => void;
  readonly save: (data: Data) => void;
}

type Side = 'mine' | 'theirs';

/** Somebody else saved meanwhile: both values side by side, field by field, and a choice for each. */
export const ConflictDialog = ({ form, organization, base, mine, theirs, cancel, save }: ConflictDialogProps) => {
  useReturnFocus();
  const differences = compareData(form, base, mine, theirs);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const labels = useLabels();
  const types = formFieldTypes(form);
  const codes = new Map(fieldsOf(form).map((field) => [field.path, field.codes]));
  const cell = (side: Side) => (difference: Difference) => (
    <Radio value={side}>
      {showValue(
        { type: types.get(difference.path) ?? 'text', codes: codes.get(difference.path) ?? null },
        difference[side],
        labels,
        organization,
      ) || say('conflict.empty')}
    </Radio>
  );
  return (
    <Modal
      open
      width={860}
      title={say('conflict.title')}
      okText={say('conflict.save')}
      cancelText={say('cancel')}
      onCancel={cancel}
      onOk={() => save(mergeChosen(theirs, differences, chosen))}
    >
      <p>{say(differences.length === 0 ? 'conflict.same' : 'conflict.hint')}</p>
      <Table<Difference>
        rowKey="path"
        size="small"
        pagination={false}
        dataSource={differences}
        tableLayout="fixed"
        columns={[
          {
            key: 'field',
            width: '30%',
            title: say('conflict.field'),
            render: (_, difference) => (
              <>
                {titled(difference.title)} {difference.conflict && <Tag color="red">{say('conflict.both')}</Tag>}
              </>
            ),
          },
          {
            key: 'choice',
            title: say('conflict.choice'),
            render: (_, difference) => (
              <Radio.Group
                className="conflict-choice"
                aria-label={titled(difference.title)}
                value={chosen.get(difference.path) ?? difference.natural}
                onChange={(event) => setChosen(new Map([...chosen, [difference.path, event.target.value as Side]]))}
              >
                <span>
                  <small>{say('conflict.mine')}</small>
                  {cell('mine')(difference)}
                </span>
                <span>
                  <small>{say('conflict.theirs')}</small>
                  {cell('theirs')(difference)}
                </span>
              </Radio.Group>
            ),
          },
        ]}
      />
    </Modal>
  );
};
