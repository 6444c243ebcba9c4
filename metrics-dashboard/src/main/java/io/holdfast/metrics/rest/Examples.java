package io.holdfast.metrics.rest;

/** Example bodies of the OpenAPI document. */
final class Examples {

  static final String RESULTS =
      """
      {"key":"als-vs-popular","revision":2,"interleaved":false,"watermark":"2026-02-05T00:00:00Z",
       "evaluatedThrough":"2026-02-05T00:00:00Z","switchers":0,"lateCorrections":0,"lateIgnored":0,
       "untrustworthy":[],"periods":1,
       "exposures":[{"variant":"control","users":1004},{"variant":"challenger","users":996}],
       "matured":{"metric":"retention-day-7","users":2000,
         "variants":[{"variant":"control","users":1004},{"variant":"challenger","users":996}]},
       "srm":{"chiSquare":0.032,"p":0.858,"healthy":true,"sequentialP":0.41},
       "metrics":[{"name":"retention-day-7","kind":"proportion","role":"success",
         "control":{"name":"control","n":1004,"value":0.301,"valueInterval":[0.25,0.352]},
         "variants":[{"name":"challenger","n":996,"value":0.483,"valueInterval":[0.427,0.539],
           "status":"estimate","reason":null,"difference":0.182,"relativeLift":0.605,
           "standardError":0.0215,"interval":[0.14,0.224],"p":1e-16,
           "alwaysValidInterval":[0.121,0.243],"alwaysValidP":1e-13,
           "relativeLiftInterval":[0.441,0.769],"relativeLiftAlwaysValidInterval":[0.367,0.843],
           "chanceToBeatControl":1.0,"expectedLoss":0.0,"minimumDetectableEffect":0.079,
           "cuped":{"difference":0.179,"standardError":0.0184,"interval":[0.143,0.215],
             "alwaysValidInterval":[0.127,0.231],"varianceReduction":0.27},
           "adjustedP":{"holm":2e-16,"benjaminiHochberg":8e-16},"nonInferiority":null}],
         "quantiles":null}],
       "segmentAttributes":["country","platform","visitor"],
       "segments":{"attribute":"country","minimumUsers":50,"values":[
         {"value":"DE","suppressed":false,
           "exposures":[{"variant":"control","users":612},{"variant":"challenger","users":640}],
           "metrics":[{"name":"retention-day-7","suppressed":true,"control":null,
             "variants":[]}]}]}}
      """;

  static final String RETENTION =
      """
      {"key":"als-vs-popular","watermark":"2026-02-05T00:00:00Z",
       "evaluatedThrough":"2026-02-05T00:00:00Z",
       "variants":[{"name":"control","curve":[
         {"day":0,"returned":988,"matured":1004,"value":0.984,"interval":[0.969,0.999]},
         {"day":1,"returned":412,"matured":1004,"value":0.41,"interval":[0.355,0.465]}]}]}
      """;

  static final String RETURN_TIME =
      """
      {"key":"als-vs-popular","watermark":"2026-02-05T00:00:00Z",
       "evaluatedThrough":"2026-02-05T00:00:00Z","days":14,
       "variants":[{"name":"challenger","users":996,"returned":901,"medianDays":1.1875,
         "meanDays":3.02,"meanStandardError":0.12,"logRankP":0.0004,"curve":[
         {"days":0.3541666666666667,"atRisk":996,"returned":12,"away":0.988,
          "interval":[0.979,0.993]}]}]}
      """;

  static final String EXPOSURES =
      """
      {"key":"als-vs-popular","evaluatedThrough":"2026-02-05T00:00:00Z","users":2000,"switchers":3,
       "mostSwitchers":0.01,"lateCorrections":1,"lateIgnored":0,"sequentialP":0.41,"healthy":true,
       "periods":[{"number":0,"chiSquare":0.032,"p":0.858,"variants":[
         {"name":"challenger","weight":0.5,"users":996,"expected":1000.0,"switchers":1,
          "lateCorrections":0},
         {"name":"control","weight":0.5,"users":1004,"expected":1000.0,"switchers":2,
          "lateCorrections":1}]}]}
      """;

  static final String EXPERIMENT =
      """
      {"key":"als-vs-popular","name":"ALS against popular","state":"running","revision":2,
       "scenario":"home","control":"control",
       "variants":[{"name":"control","weight":0.5,"model":"popular@20260101T000000Z-1a2b3c4d"},
         {"name":"challenger","weight":0.5,"model":"als@20260101T000000Z-5e6f7a8b"}],
       "successMetric":"retention-day-7","alpha":0.05,"plannedUsers":2000,"minimumUsers":500,
       "minimumDays":14,"startedAt":"2026-01-01T00:00:00Z","stoppedAt":null,"exposed":2000,
       "lastDecision":null}
      """;

  static final String EXPERIMENTS = "{\"items\":[" + EXPERIMENT + "]}";

  static final String OVERVIEW =
      """
      {"watermark":"2026-02-05T00:00:00Z","evaluatedThrough":"2026-02-05T00:00:00Z",
       "lastDay":{"day":"2026-02-04","dailyActive":412,"weeklyActive":1201,"monthlyActive":1988,
         "dailyOverMonthly":0.207},
       "experiments":{"total":1,"running":1}}
      """;

  static final String COHORTS =
      """
      {"evaluatedThrough":"2026-02-05T00:00:00Z","period":"day","cohort":"first-time",
       "measure":"on","cohorts":[{"start":"2026-02-02","size":201,"returned":[201,92,71],
         "matured":[201,201,201]}],
       "curve":[{"day":0,"returned":201,"matured":201,"value":1.0},
         {"day":1,"returned":92,"matured":201,"value":0.458}],
       "trendDay":1,
       "trend":[{"start":"2026-02-02","returned":92,"matured":201,"value":0.458}]}
      """;

  static final String SESSIONS =
      """
      {"evaluatedThrough":"2026-02-05T00:00:00Z","days":[{"day":"2026-02-04","sessions":533,
       "meanSeconds":184.2,"perActiveUser":1.29}]}
      """;

  static final String STICKINESS =
      """
      {"evaluatedThrough":"2026-02-05T00:00:00Z",
       "days":[{"day":"2026-02-04","dailyActive":412,"weeklyActive":1201,"monthlyActive":1988,
         "dailyOverMonthly":0.207}],
       "growth":{
         "daily":[{"lastDay":"2026-02-04","active":412,"newUsers":61,"retained":188,
           "resurrected":163,"dormant":207}],
         "weekly":[{"lastDay":"2026-02-04","active":1201,"newUsers":402,"retained":611,
           "resurrected":188,"dormant":254}]},
       "activeDays7":{"lastDay":"2026-02-04","users":[610,311,150,80,31,14,5]},
       "activeDays28":{"lastDay":"2026-02-04","users":[402,377,300,241,190,141,110,80,55,40,22,14,
         8,4,2,1,1,0,0,0,0,0,0,0,0,0,0,0]}}
      """;

  static final String POWER =
      """
      {"metric":"retention-day-7","kind":"proportion",
       "baseline":{"value":0.2,"variance":null,"source":"given"},"effect":0.02,
       "relativeEffect":0.1,"weights":[0.5,0.5],"coverage":1.0,"alpha":0.05,
       "alphaPerChallenger":0.05,"power":0.8,"usersPerDay":{"value":1400.0,"source":"given"},
       "maturityDays":8,"longestDays":56,
       "alwaysValid":{"users":24920,"arms":[12460,12460],"days":26,"reachable":true},
       "fixedHorizon":{"users":13019,"arms":[6510,6510],"days":18,"reachable":true},
       "detectable":[{"day":7,"users":0,"alwaysValid":null,"fixedHorizon":null},
         {"day":14,"users":8400,"alwaysValid":0.0349,"fixedHorizon":0.025},
         {"day":28,"users":28000,"alwaysValid":0.0188,"fixedHorizon":0.0136}]}
      """;

  static final String INVALID =
      """
      {"type":"urn:holdfast:problem:invalid-request","title":"The request is not valid",
       "status":400,"detail":"alpha must be a number greater than 0 and less than 1, was '2'",
       "errors":[{"field":"alpha",
         "message":"must be a number greater than 0 and less than 1, was '2'"}]}
      """;

  static final String UNAUTHENTICATED =
      """
      {"type":"urn:holdfast:problem:unauthenticated","title":"A valid API key is needed",
       "status":401,"detail":"Send an API key in the header X-API-Key."}
      """;

  static final String FORBIDDEN =
      """
      {"type":"urn:holdfast:problem:forbidden",
       "title":"The API key does not have the role that this needs","status":403,
       "detail":"This API key does not have the role for this."}
      """;

  static final String NOT_FOUND =
      """
      {"type":"urn:holdfast:problem:not-found","title":"There is no such thing","status":404,
       "detail":"The log knows no experiment 'als-vs-popular'."}
      """;

  static final String UNAVAILABLE =
      """
      {"type":"urn:holdfast:problem:unavailable","title":"The service cannot answer now","status":503,
       "detail":"The database does not answer; send the request again."}
      """;

  private Examples() {}
}
