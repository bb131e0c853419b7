/** Words parted by white space. */
const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What a component and its parts may say. Everything here is data for the page or for engine/form. */
export const allowed: Readonly<Record<string, ReadonlySet<string>>> = {
  component: names(`
    key type id label title legend placeholder description tooltip prefix suffix customClass className hidden hideLabel
    disabled tableView autofocus tabindex input multiple defaultValue clearOnHide labelPosition labelWidth labelMargin
    errorLabel errors validate conditional calculateValue calculateServer allowCalculateOverride components columns rows
    numRows numCols meta spellcheck autoExpand minRows inputType inputFormat widget data dataSrc dataType values inline
    optionsLabelPosition searchEnabled searchThreshold uniqueOptions selectThreshold template format enableTime
    enableDate timePicker datePicker datepickerMode useLocaleSettings allowInput displayInTimezone timezone decimals
    decimalLimit requireDecimal delimiter decimalSymbol thousandsSeparator truncateMultipleSpaces case showCharCount
    showWordCount autocomplete validateOn persistent dataGridLabel attributes attrs properties tags overlay modalEdit
    addAnother addAnotherPosition removePlacement reorder initEmpty disableAddingRemovingRows layoutFixed defaultOpen
    enableRowGroups breadcrumb collapsible collapsed theme striped bordered hover condensed cellAlignment cloneRows
    autoAdjust width height size offset push pull currentWidth html content tag lazyLoad refreshOnChange
    hideOnChildrenHidden verticalLayout footer penColor backgroundColor minWidth maxWidth shortcut name value
    minSelectedCountMessage maxSelectedCountMessage dbIndex idPath showWhenHidden saveRow rowDrafts openWhenEmpty
    inlineEdit displayAsTable conditionalAddButton alwaysEnabled filePattern fileMinSize fileMaxSize image
  `),
  validate: names(`
    required minLength maxLength minWords maxWords pattern patternMessage customMessage min max step integer minDate
    maxDate minField maxField onlyAvailableItems minSelectedCount maxSelectedCount strictDateValidation multiple
  `),
  conditional: names('show when eq conjunction conditions'),
  data: names('values'),
  widget: names(`
    type displayInTimezone locale useLocaleSettings allowInput mode enableTime noCalendar format hourIncrement
    minuteIncrement time_24hr timezone submissionTimezone minDate maxDate disableWeekends disableWeekdays disabledDates
  `),
  datePicker: names(`
    minDate maxDate disable disableWeekends disableWeekdays showWeeks startingDay initDate minMode maxMode yearRows
    yearColumns
  `),
  timePicker: names('hourStep minuteStep showMeridian readonlyInput mousewheel arrowkeys'),
  meta: names(`
    title titles list query index sensitivity mask check codes unit searchIn module post decimals help note basis source accept
    maxSize most width
  `),
};

const script = 'scriptRefused';
const remote = 'remoteRefused';
const unsupported = 'notSupported';

/** What may only stand there empty, and why. */
export const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  component: {
    custom: script,
    customConditional: script,
    customDefaultValue: script,
    onChange: script,
    logic: script,
    fn: script,
    rowTemplate: script,
    addons: script,
    serverOverride: script,
    action: script,
    url: remote,
    headers: remote,
    refreshOn: remote,
    redrawOn: remote,
    filter: remote,
    searchField: remote,
    selectFields: remote,
    selectValues: remote,
    valueProperty: remote,
    reference: remote,
    resource: remote,
    storage: remote,
    fetch: remote,
    trigger: remote,
    allowMultipleMasks: unsupported,
    inputMask: unsupported,
    inputMasks: unsupported,
    displayMask: unsupported,
    mask: unsupported,
    as: unsupported,
    editor: unsupported,
    wysiwyg: unsupported,
    isUploadEnabled: unsupported,
    encrypted: unsupported,
    protected: unsupported,
    unique: unsupported,
    tree: unsupported,
    modelType: unsupported,
    scope: unsupported,
    validateWhenHidden: unsupported,
  },
  validate: {
    custom: script,
    customPrivate: script,
    json: unsupported,
    unique: unsupported,
    select: remote,
    backendApi: remote,
    skipMaskValidation: unsupported,
  },
  conditional: { json: unsupported, custom: script },
  data: { custom: script, json: unsupported, url: remote, resource: remote, headers: remote },
  widget: { disableFunction: script, onChange: script, plugins: script },
  datePicker: { disableFunction: script, customDisable: script },
  timePicker: {},
  meta: {},
};
