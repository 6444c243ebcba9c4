/**
 * Everything a person reads, in English. A language is one such file: text, or a function of values
 * that are already formatted for the language.
 */
export const en = {
  app: {
    name: "Holdfast",
    skip: "Skip to the content",
    signOut: "Sign out",
    signedInAs: (id: string) => `Signed in as ${id}`,
  },
  signIn: {
    title: "Sign in",
    explain: "Enter an API key with the role dashboard or admin.",
    label: "API key",
    button: "Sign in",
    busy: "Signing in…",
    unknown: "Nobody has this key.",
    forbidden: "This key may not read the dashboard: it needs the role dashboard or admin.",
  },
  states: {
    loading: "Loading…",
    retry: "Try again",
    unreachable: "The service cannot be reached.",
    failed: (detail: string) => `That did not work: ${detail}`,
    failedStatus: (status: string) => `That did not work (status ${status}).`,
  },
  list: {
    title: "Experiments",
    emptyTitle: "No experiments yet",
    empty: "An experiment appears here as soon as experiment-service has created one.",
    exposed: (users: string) => `${users} users exposed`,
    variants: (names: string) => names,
  },
  state: {
    draft: "Draft",
    running: "Running",
    paused: "Paused",
    stopped: "Stopped",
    archived: "Archived",
  } as Record<string, string>,
  experiment: {
    back: "All experiments",
    since: (date: string) => `since ${date}`,
    fromTo: (from: string, to: string) => `${from} – ${to}`,
    through: (date: string) => `Counts everything up to ${date}`,
    notEvaluated: "Nothing is evaluated yet",
    maturedOf: (matured: string, exposed: string, metric: string) =>
      `${matured} of ${exposed} users have matured for “${metric}”`,
    planned: (users: string) => `${users} planned`,
    decision: {
      promote: (model: string, date: string) => `Decided on ${date}: promote ${model}`,
      "roll-back": (model: string, date: string) => `Decided on ${date}: roll back to ${model}`,
      "keep-running": (_model: string, date: string) => `Looked at on ${date}: keep running`,
    } as Record<string, (model: string, date: string) => string>,
    decisionOther: (action: string, date: string) => `Decided on ${date}: ${action}`,
    undecided: "Not decided yet",
  },
  headline: {
    moreBack: (variant: string, points: string, day: string, lower: string, upper: string) =>
      `${variant} brings ${points} points more people back on day ${day} (${lower} to ${upper})`,
    fewerBack: (variant: string, points: string, day: string, lower: string, upper: string) =>
      `${variant} brings ${points} points fewer people back on day ${day} (${lower} to ${upper})`,
    noDifferenceBack: (day: string) => `No difference shown yet in who comes back on day ${day}`,
    raises: (variant: string, metric: string, by: string, lower: string, upper: string) =>
      `${variant} raises ${metric} by ${by} (${lower} to ${upper})`,
    lowers: (variant: string, metric: string, by: string, lower: string, upper: string) =>
      `${variant} lowers ${metric} by ${by} (${lower} to ${upper})`,
    noDifference: (metric: string) => `No difference shown yet in ${metric}`,
    tooEarlyBack: (day: string) => `Too early to tell who comes back on day ${day}`,
    tooEarly: (metric: string) => `Too early to tell about ${metric}`,
    between: (variant: string, difference: string, lower: string, upper: string) =>
      `${variant} against control: ${difference}, and anything from ${lower} to ${upper} is possible`,
    waiting: "The first users have to live through the whole time that is measured.",
    broken: "Nothing can be compared: the users were not split as planned",
    brokenWhat: "The variants differ by more than what they were served. Find the cause first.",
    untrustworthy: "Do not act on these results",
  },
  metric: {
    retentionDay: (day: string) => `Back on day ${day}`,
    retentionBracket: (from: string, to: string) => `Back on days ${from} to ${to}`,
    activeDays: (days: string) => `Active days in ${days}`,
    returnDays: (days: string) => `Days until the return, up to ${days}`,
    sessionSeconds: "Session length",
    sessionsPerUser: "Sessions a user, first week",
  },
  chart: {
    title: "Who comes back",
    explain:
      "Share of people active on day n after they first saw the list. Only people whose whole day n has passed count. A day is drawn once a tenth of them have lived through it. The bands are always-valid 95 % intervals of each curve.",
    axisDay: "Days after first exposure",
    axisShare: "Active that day",
    empty: "Nobody's first day has passed yet.",
    hint: "Point at the chart to read the values of a day.",
    day: (day: string) => `Day ${day}`,
    reading: (variant: string, value: string, lower: string, upper: string) =>
      `${variant} ${value} (${lower} – ${upper})`,
    readingAlone: (variant: string, value: string) => `${variant} ${value}`,
    table: "Show the numbers",
    columnReturned: (variant: string) => `${variant}: came back`,
    columnOf: (returned: string, matured: string, share: string) =>
      `${share} (${returned} of ${matured})`,
    none: "–",
  },
  table: {
    title: "Against control",
    explain:
      "The interval is always-valid: it stays right however often you look. Only matured users count.",
    metric: "Metric",
    control: (name: string) => (name === "control" ? name : `${name} (control)`),
    difference: "Difference",
    relative: "Relative",
    interval: "Interval of the difference",
    users: "Users",
    usersOf: (control: string, variant: string) => `${control} / ${variant}`,
    range: (lower: string, upper: string) => `${lower} to ${upper}`,
    better: "above 0",
    worse: "below 0",
    open: "includes 0",
    success: "success metric",
    none: "–",
    reason: {
      "too-few-users": "too few matured users yet",
      "no-variance": "everybody did the same, so nothing can be told",
      "no-denominator": "no sessions yet",
      "follow-up-too-short": "nobody was watched for that long yet",
      "beyond-horizon": "longer than users are watched",
      "unknown-metric": "no metric has this name",
      "sample-ratio-mismatch": "not compared: the users were not split as planned",
    } as Record<string, string>,
  },
  health: {
    title: "Can the results be trusted?",
    fine: "Fine",
    alarm: "Alarm",
    srm: "Split as planned",
    srmDetail: (split: string, p: string) => `${split}; anytime-valid p = ${p}`,
    switchers: "Users who saw more than one variant",
    late: "Users whose outcome changed after it was counted",
    ignored: (count: string) => `${count} interactions came too late to count`,
    weights: "Periods of constant weights",
    weightsChanged: (count: string) => `${count} periods, each compared by itself`,
    weightsSame: "One period",
    reason: {
      "sample-ratio-mismatch": "the users were not split as planned",
      switchers: "too many users saw more than one variant",
      "late-corrections": "too many outcomes changed after they were counted",
    } as Record<string, string>,
    because: (reasons: string) => `because ${reasons}`,
  },
  unit: {
    points: (value: string) => `${value} points`,
    seconds: (value: string) => `${value} s`,
    minutes: (minutes: string, seconds: string) => `${minutes} min ${seconds} s`,
  },
};

export type Messages = typeof en;
