import { Alert } from 'antd';
import { useState } from 'react';
import { say } from '../words.ts';

const hashOf = async (file: File): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Compares a file somebody holds with the one that was issued. The file does not leave the computer. */
export const FileCheck = ({ sha256 }: { readonly sha256: string }) => {
  const [same, setSame] = useState<boolean>();
  // Browsers lend their hash function to secure pages only.
  if (!isSecureContext) return null;
  return (
    <div className="file-check">
      <label className="field">
        {say('verify.check')}
        <input
          type="file"
          accept="application/pdf"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void hashOf(file).then((hash) => setSame(hash === sha256));
          }}
        />
      </label>
      {same !== undefined && (
        <Alert
          type={same ? 'success' : 'error'}
          showIcon
          role="status"
          title={say(same ? 'verify.same' : 'verify.different')}
        />
      )}
    </div>
  );
};
