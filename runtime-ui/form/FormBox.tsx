import { Alert, Skeleton } from 'antd';
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { FormDefinition } from '#engine/form/form.ts';
import type { Data } from '../answer/records.ts';
import type { ApiIssue } from '../api.ts';
import type { AttachTo } from '../file/attach-to-record.ts';
import { say, titled } from '../words.ts';
import { closeBox, openBox } from './box-registry.ts';
import { choicesOfSource, type FormPlace } from './choices-of-source.ts';
import { cleanData } from './clean-data.ts';
import { pathsAround } from './component-path.ts';
import { expandComponents } from './expand-components.ts';
import type { FormComponent, Webform } from './renderer.ts';

export interface FormHandle {
  readonly data: () => Data;
  /** The faults of what stands in the form now. */
  readonly check: (complete: boolean) => Promise<ApiIssue[]>;
  /** Shows issues at their fields; those of an earlier call go. */
  readonly show: (issues: readonly ApiIssue[]) => void;
  readonly focus: (pointer: string) => void;
}

export interface FormBoxProps {
  readonly form: FormDefinition;
  /** What the form starts with; later changes of it are not looked at. */
  readonly data: Data;
  readonly place: FormPlace;
  readonly readOnly?: boolean;
  readonly changed?: (data: Data) => void;
  readonly left?: () => void;
  /** The record that files of the form are uploaded for. */
  readonly attach?: AttachTo;
  readonly handle?: RefObject<FormHandle | null>;
}

/** A form of a definition, drawn by Form.io, which is loaded when the first form is. */
export const FormBox = (props: FormBoxProps) => {
  const place = useRef<HTMLDivElement>(null);
  const webform = useRef<Webform>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  useImperativeHandle(props.handle, () => handleOf(latest, webform), []);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    return draw(element, latest, webform, setState);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that one of its fields was left
    <div className="formio-box" data-state={state} onBlur={() => props.left?.()}>
      {state === 'loading' && <Skeleton active title={false} />}
      {state === 'failed' && <Alert type="error" showIcon title={say('form.failed')} />}
      <div ref={place} hidden={state !== 'ready'} />
    </div>
  );
};

type Latest = RefObject<FormBoxProps>;
type Drawn = RefObject<Webform | undefined>;

/** Draws into an element of its own and returns how to take it away; what arrives after that is taken away at once. */
const draw = (
  element: HTMLElement,
  latest: Latest,
  webform: Drawn,
  setState: (state: 'ready' | 'failed') => void,
): (() => void) => {
  let gone = false;
  const { form, place, data, readOnly = false } = latest.current;
  const box = openBox({
    choices: (source) => choicesOfSource(source, place),
    attach: latest.current.attach,
    into: form.into,
  });
  const components = expandComponents(form.components, {
    box,
    words: titled,
    currency: say('unit.currency'),
    today: place.today,
  });
  const inside = element.appendChild(document.createElement('div'));
  const begin = async () => {
    const { renderForm } = await import('./renderer.ts');
    const made = await renderForm(inside, components, structuredClone(data) as Record<string, unknown>, { readOnly });
    if (gone) return made.destroy(true);
    webform.current = made;
    void loadCheck();
    let before = JSON.stringify(cleanData(made.data));
    made.on('change', () => {
      const now = cleanData(made.data);
      const text = JSON.stringify(now);
      if (text === before) return;
      before = text;
      latest.current.changed?.(now);
    });
    setState('ready');
  };
  begin().catch(() => {
    if (!gone) setState('failed');
  });
  return () => {
    gone = true;
    webform.current?.destroy(true);
    webform.current = undefined;
    inside.remove();
    closeBox(box);
  };
};

/** Fetched while the form is filled in, not when the network may be gone. Without it the server alone judges. */
const loadCheck = () => import('./check-form-data.ts').catch(() => undefined);

const find = (webform: Webform | undefined, pointer: string): FormComponent | undefined => {
  for (const path of pathsAround(pointer)) {
    const component = webform?.getComponent(path);
    if (component) return component;
  }
  return undefined;
};

const handleOf = (latest: Latest, webform: Drawn): FormHandle => {
  const data = () => cleanData(webform.current?.data ?? {});
  return {
    data,
    check: async (complete) => {
      const judge = await loadCheck();
      const { form, place } = latest.current;
      return (await judge?.checkFormData(form, data(), { complete, today: place.today })) ?? [];
    },
    show: (issues) => {
      webform.current?.everyComponent((component) => component.setCustomValidity('', false));
      for (const issue of issues) {
        find(webform.current, issue.path)?.setCustomValidity([{ message: issue.message, level: 'error' }], true, true);
      }
    },
    focus: (pointer) => {
      const component = find(webform.current, pointer);
      component?.element?.scrollIntoView({ block: 'center' });
      component?.focus();
    },
  };
};
