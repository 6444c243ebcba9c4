package io.holdfast.experiment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.Problem;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.experiment.decision.AlwaysValidInterval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * metrics-dashboard as this service sees it, over real HTTP: results of experiments whose counts a
 * test sets, with intervals computed at the level that is asked for, and the plan that it sets.
 */
public final class MetricsPeer implements AutoCloseable {
  private static final String METRIC = "retention-day-7";
  private static final int PLANNED = 2000;
  private static final String ALLOCATION = "/allocation";

  /** How many users of an arm matured, and how many of them came back. */
  public record Arm(String name, long matured, long returned) {}

  /**
   * What the peer says an experiment takes.
   *
   * @param status 200, or 400 with the text as the problem's detail
   * @param text the body, or the detail
   */
  private record Plan(int status, String text) {}

  /**
   * What the peer knows of an experiment.
   *
   * @param evaluatedThrough how far it is
   * @param revision the experiment's revision it has read
   * @param arms control first
   */
  public record Counts(
      Instant evaluatedThrough, int revision, List<Arm> arms, List<String> untrustworthy) {}

  private final HttpServer server;
  private final Map<String, Counts> known = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> allocations = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private volatile int status = 200;
  private volatile Plan plan;
  private volatile String broken;
  private volatile Runnable beforeAnswer = () -> {};

  /** Starts on any free port. */
  public MetricsPeer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/experiments/", this::answer);
    server.createContext("/v1/power", this::answerPlan);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** Where it listens. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Sets what is known of an experiment. */
  public void knows(String key, Counts counts) {
    known.put(key, counts);
  }

  /** Sets what any experiment takes: users of all arms, in two arms, and days. */
  public void plans(long users, long days, boolean reachable) {
    plan =
        new Plan(
            200,
            """
            {"metric":"retention-day-7","kind":"proportion",
             "baseline":{"value":0.2,"variance":null,"source":"product"},"effect":0.02,
             "usersPerDay":{"value":500.0,"source":"product"},"maturityDays":8,
             "alwaysValid":{"users":%1$d,"arms":[%2$d,%2$d],"days":%3$d,"reachable":%4$b},
             "fixedHorizon":{"users":%2$d,"arms":[1,1],"days":9,"reachable":true},
             "detectable":[{"day":7,"users":0,"alwaysValid":null,"fixedHorizon":null}]}
            """
                .formatted(users, users / 2, days, reachable));
  }

  /** Sets that no plan can be computed, and why. */
  public void plansNothing(String detail) {
    plan = new Plan(400, Json.write(Problem.of(ProblemKind.INVALID_REQUEST, detail, "/v1/power")));
  }

  /** Sets what rewards say of an experiment: the body of its allocation. */
  public void allocates(String key, Map<String, Object> body) {
    allocations.put(key, body);
  }

  /** Sets the status of all answers: 200, or one that a broken peer gives. */
  public void answersWith(int newStatus) {
    status = newStatus;
  }

  /** Sets the body of all good answers, whatever is known; null for the results themselves. */
  public void answersWith(String body) {
    broken = body;
  }

  /** Sets what happens before an answer is given. */
  public void beforeAnswer(Runnable action) {
    beforeAnswer = action;
  }

  /** The queries so far, with the key that came with each. */
  public List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getQuery();
      synchronized (asked) {
        asked.add(path + "?" + query + " " + exchange.getRequestHeaders().getFirst("X-API-Key"));
      }
      beforeAnswer.run();
      if (path.endsWith(ALLOCATION)) {
        allocation(
            exchange,
            path.substring("/v1/experiments/".length(), path.length() - ALLOCATION.length()));
        return;
      }
      String key = path.substring("/v1/experiments/".length(), path.length() - "/results".length());
      Counts counts = known.get(key);
      int code = status != 200 ? status : counts == null ? 404 : 200;
      byte[] body = text(code, key, counts, query).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void answerPlan(HttpExchange exchange) throws IOException {
    try (exchange) {
      synchronized (asked) {
        asked.add(
            exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-API-Key"));
      }
      beforeAnswer.run();
      int code = status != 200 ? status : plan.status();
      byte[] body = (status != 200 ? "{}" : plan.text()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String text(int code, String key, Counts counts, String query) {
    String instead = broken;
    if (code != 200) {
      return "{}";
    }
    return instead != null ? instead : body(key, counts, alpha(query));
  }

  private void allocation(HttpExchange exchange, String key) throws IOException {
    Map<String, Object> allocation = allocations.get(key);
    int code = status != 200 ? status : allocation == null ? 404 : 200;
    byte[] body = (code == 200 ? Json.write(allocation) : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  private static double alpha(String query) {
    return Double.parseDouble(query.replace("alpha=", ""));
  }

  private static String body(String key, Counts counts, double alpha) {
    Arm control = counts.arms().getFirst();
    List<Object> variants = new ArrayList<>();
    for (Arm arm : counts.arms().subList(1, counts.arms().size())) {
      variants.add(variant(arm, control, alpha));
    }
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("name", METRIC);
    metric.put("kind", "proportion");
    metric.put(
        "control",
        Map.of(
            "name",
            control.name(),
            "n",
            control.matured(),
            "value",
            (double) control.returned() / Math.max(1, control.matured())));
    metric.put("variants", variants);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("key", key);
    body.put("revision", counts.revision());
    body.put("watermark", counts.evaluatedThrough().plusSeconds(1800).toString());
    body.put("evaluatedThrough", counts.evaluatedThrough().toString());
    body.put("untrustworthy", counts.untrustworthy());
    body.put("srm", Map.of("chiSquare", 0.1, "p", 0.75, "healthy", true, "sequentialP", 1.0));
    body.put("metrics", List.of(metric));
    return Json.write(body);
  }

  private static Map<String, Object> variant(Arm arm, Arm control, double alpha) {
    AlwaysValidInterval interval =
        AlwaysValidInterval.ofProportions(
            arm.matured(), arm.returned(), control.matured(), control.returned(), alpha, PLANNED);
    Map<String, Object> variant = new LinkedHashMap<>();
    variant.put("name", arm.name());
    variant.put("n", arm.matured());
    variant.put("status", interval == null ? "inconclusive" : "estimate");
    if (interval == null) {
      variant.put("reason", "too-few-users");
    } else {
      variant.put("difference", interval.difference());
      variant.put("alwaysValidInterval", List.of(interval.lower(), interval.upper()));
    }
    return variant;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
