import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { say } from '../words.ts';

interface State {
  readonly failed: boolean;
}

/** Keeps a fault of one page from taking the whole interface away. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Result
        status="error"
        title={say('error.title')}
        subTitle={say('error.hint')}
        extra={
          <Button type="primary" onClick={() => location.reload()}>
            {say('error.reload')}
          </Button>
        }
      />
    );
  }
}
