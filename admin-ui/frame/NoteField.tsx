import { Form, Input } from 'antd';

interface NoteFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** A few lines that go into the log with what is done. */
export const NoteField = ({ id, label, value, change }: NoteFieldProps) => (
  <Form layout="vertical" component={false}>
    <Form.Item label={label} htmlFor={id}>
      <Input.TextArea id={id} rows={2} maxLength={500} value={value} onChange={(event) => change(event.target.value)} />
    </Form.Item>
  </Form>
);
