import type {
  AggregateDefinition,
  CalendarDefinition,
  CodesDefinition,
  DashboardDefinition,
  DeadlineDefinition,
  DocumentDefinition,
  DossierDefinition,
  ExchangeDefinition,
  FormDefinition,
  GoldenDefinition,
  ImportDefinition,
  LevelDefinition,
  ModuleDefinition,
  NumberingDefinition,
  ParameterDefinition,
  PostDefinition,
  RegimeDefinition,
  RegionDefinition,
  ReportDefinition,
  RoleDefinition,
  RuleSetDefinition,
  ViewDefinition,
  WorkflowDefinition,
} from '../schema/types.gen.ts';

/** The definition type of every kind that is written as JSON. */
export interface DefinitionByKind {
  module: ModuleDefinition;
  form: FormDefinition;
  workflow: WorkflowDefinition;
  ruleset: RuleSetDefinition;
  parameter: ParameterDefinition;
  deadline: DeadlineDefinition;
  calendar: CalendarDefinition;
  document: DocumentDefinition;
  codes: CodesDefinition;
  region: RegionDefinition;
  level: LevelDefinition;
  post: PostDefinition;
  role: RoleDefinition;
  numbering: NumberingDefinition;
  report: ReportDefinition;
  regime: RegimeDefinition;
  golden: GoldenDefinition;
  exchange: ExchangeDefinition;
  aggregate: AggregateDefinition;
  import: ImportDefinition;
  view: ViewDefinition;
  dossier: DossierDefinition;
  dashboard: DashboardDefinition;
}

export type Kind = keyof DefinitionByKind;
export type AnyDefinition = DefinitionByKind[Kind];

/** The folder of each kind below `definitions/<module>/`; a module itself is `definitions/<key>/module.json`. */
const folders = {
  module: '',
  form: 'forms',
  workflow: 'workflows',
  ruleset: 'rules',
  parameter: 'parameters',
  deadline: 'deadlines',
  calendar: 'calendars',
  document: 'documents',
  codes: 'codes',
  region: 'regions',
  level: 'levels',
  post: 'posts',
  role: 'roles',
  numbering: 'numberings',
  report: 'reports',
  regime: 'regimes',
  golden: 'cases',
  aggregate: 'aggregates',
  exchange: 'exchanges',
  import: 'imports',
  view: 'views',
  dossier: 'dossiers',
  dashboard: 'dashboards',
} as const satisfies Record<Kind, string>;

export const kinds = Object.keys(folders) as readonly Kind[];

export const isKind = (value: unknown): value is Kind => typeof value === 'string' && Object.hasOwn(folders, value);

/** The path of a definition, which is also its name in a manifest. */
export const pathOf = (kind: Kind, key: string, module: string): string =>
  kind === 'module' ? `definitions/${key}/module.json` : `definitions/${module}/${folders[kind]}/${key}.json`;

/** What a path names: a definition, or a text of the legal documents (template, partial, style). */
export type PathParts =
  | { readonly type: 'definition'; readonly kind: Kind; readonly module: string; readonly key: string }
  | { readonly type: 'template' | 'partial' | 'style'; readonly key: string };

const name = '[a-z][A-Za-z0-9-]*';
const moduleShape = new RegExp(`^definitions/(${name})/module\\.json$`);
const definitionShape = new RegExp(`^definitions/(${name})/(${name})/(${name})\\.json$`);
const templateShape = new RegExp(`^templates/(${name})/(${name})\\.hbs$`);
const styleShape = new RegExp(`^templates/styles/(${name})\\.css$`);
const kindOfFolder = new Map<string, Kind>(kinds.map((kind) => [folders[kind], kind]));

/** The parts of a path, or undefined when no definition and no text lives there. */
export const partsOf = (path: string): PathParts | undefined => definitionParts(path) ?? textParts(path);

const definitionParts = (path: string): PathParts | undefined => {
  const own = moduleShape.exec(path)?.[1];
  if (own !== undefined) return { type: 'definition', kind: 'module', module: own, key: own };
  const [, module = '', folder = '', key = ''] = definitionShape.exec(path) ?? [];
  const kind = folder === '' ? undefined : kindOfFolder.get(folder);
  return kind === undefined ? undefined : { type: 'definition', kind, module, key };
};

const textParts = (path: string): PathParts | undefined => {
  const style = styleShape.exec(path)?.[1];
  if (style !== undefined) return { type: 'style', key: style };
  const [, folder = '', key = ''] = templateShape.exec(path) ?? [];
  if (folder === '' || folder === 'styles') return undefined;
  return folder === 'partials' ? { type: 'partial', key } : { type: 'template', key: `${folder}/${key}` };
};

/** The path of a document's template (`case/notice` → `templates/case/notice.hbs`). */
export const templatePath = (template: string): string => `templates/${template}.hbs`;
export const partialPath = (partial: string): string => `templates/partials/${partial}.hbs`;
export const stylePath = (style: string): string => `templates/styles/${style}.css`;
