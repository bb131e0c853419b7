import { Segmented } from 'antd';
import { useState } from 'react';
import type { FormDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { FormBox } from '../../runtime-ui/form/FormBox.tsx';
import { useSession } from '../../runtime-ui/session/session.ts';
import { say } from '../words.ts';

type Width = 'desk' | 'phone';

/** The form as officers fill it in, drawn by what draws it for them, at the width of a desk or a telephone. */
export const PreviewTab = ({ form }: { readonly form: FormDefinition }) => {
  const { me } = useSession();
  const [width, setWidth] = useState<Width>('desk');
  const place = { organization: me.organization.id, today: toCivilDate(me.now), module: form.module };
  return (
    <>
      <Segmented<Width>
        className="gap"
        value={width}
        options={(['desk', 'phone'] as const).map((value) => ({ value, label: say(`formEditor.width.${value}`) }))}
        onChange={setWidth}
      />
      <div className={`form-preview ${width}`}>
        <FormBox key={width} form={form as Parameters<typeof FormBox>[0]['form']} data={{}} place={place} />
      </div>
    </>
  );
};
