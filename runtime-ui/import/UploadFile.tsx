import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import type { ImportKind, ImportRun } from '../answer/imports.ts';
import { ApiProblem, api } from '../api.ts';
import { upload } from '../file/tus.ts';
import { Icon } from '../frame/Icon.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { go } from '../router.ts';
import { asProblem } from '../use-loaded.ts';
import { say } from '../words.ts';

/** Takes a file, hands it in and goes to its report. */
export const UploadFile = ({ kind }: { readonly kind: ImportKind }) => {
  const input = useRef<HTMLInputElement>(null);
  const [part, setPart] = useState<number>();
  const [problem, setProblem] = useState<ApiProblem>();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(undefined);
    const { bytes } = kind.limits;
    if (file.size > bytes)
      return setProblem(new ApiProblem(413, 'too-large', say('imports.tooLarge', { limit: bytes / 1024 ** 2 }), []));
    setPart(0);
    try {
      const id = await upload(file, setPart);
      const run = await api.post<ImportRun>(`/imports/${kind.key}`, { upload: id, name: file.name });
      go(`/imports/${run.id}`);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setPart(undefined);
    }
  };
  return (
    <div className="import-upload">
      <input
        ref={input}
        type="file"
        className="import-file"
        accept=".xlsx,.csv,.txt"
        aria-label={say('imports.choose')}
        tabIndex={-1}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button
        type="primary"
        loading={part !== undefined}
        icon={<Icon name="upload" />}
        onClick={() => input.current?.click()}
      >
        {say('imports.choose')}
      </Button>
      {part !== undefined && <Progress percent={Math.round(part * 100)} aria-label={say('imports.sending')} />}
      {problem && <ShowProblem problem={problem} />}
    </div>
  );
};
