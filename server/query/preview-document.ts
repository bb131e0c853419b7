import type { Context } from '../command/context.ts';
import { buildView } from '../command/document/build-view.ts';
import { maskView } from '../command/document/mask-view.ts';
import { printDocument } from '../command/document/print-document.ts';
import { mayWorkOn, reachDocument } from '../command/document/reach-document.ts';
import { codeLabels, templateJob, templatePaths } from '../command/document/template-job.ts';

/** A document as it would be issued now, marked as a draft and without a number. */
export const previewDocument = async (context: Context, { id }: { readonly id: string }) => {
  const { row, record, definition } = await reachDocument(context, id);
  await mayWorkOn(context, record, undefined);
  const { catalog, storage, services } = context;
  const whole = await buildView(context, storage.read, { definition, row, record, number: null });
  const view = maskView(context, definition, whole);
  const texts = Object.fromEntries(
    templatePaths(catalog, definition, record.regime).map((path) => [path, catalog.texts.get(path) ?? '']),
  );
  const job = templateJob({
    texts,
    style: definition.style,
    codes: codeLabels(catalog),
    roles: services.fontRoles,
    view,
    title: row.title,
  });
  const { bytes } = await printDocument(context, job, context.now);
  return { bytes, name: row.title };
};
