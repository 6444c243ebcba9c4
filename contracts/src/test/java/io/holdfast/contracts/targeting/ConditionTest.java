package io.holdfast.contracts.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.FieldError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ConditionTest {
  @Test
  void combinesTypedAttributes() {
    Condition condition =
        condition(
            """
            {"country": {"$in": ["NL", "BE"]}, "age": {"$gte": 18, "$lt": 65},
             "app": {"$vgte": "2.3.0"}, "$or": [{"premium": true}, {"device.os": "ios"}]}
            """);

    String user = "{'country': 'NL', 'age': 18, 'app': '2.10.0', 'device': {'os': 'ios'}}";
    assertThat(condition.matches(attributes(user))).isTrue();
    for (String instead :
        List.of("'NL'->'DE'", "18->17", "18->65", "'2.10.0'->'2.3.0-rc.1'", "'ios'->'android'")) {
      String[] change = instead.split("->", -1);
      String other = user.replace(change[0], change[1]);
      assertThat(condition.matches(attributes(other))).as(other).isFalse();
    }
  }

  @Test
  void numbersAreEqualWhateverTheirType() {
    assertThat(condition("{'n': {'$in': [1, -0.0]}}").matches(Map.of("n", 1L))).isTrue();
    assertThat(condition("{'n': {'$in': [1, -0.0]}}").matches(Map.of("n", 0.0))).isTrue();
    assertThat(condition("{'n': {'$eq': 1}}").matches(Map.of("n", 1.0))).isTrue();
    assertThat(condition("{'n': {'$eq': 1}}").matches(Map.of("n", "1"))).isFalse();
    assertThat(condition("{'n': 1}").matches(Map.of("n", "1"))).isTrue();
    assertThat(condition("{'n': '1'}").matches(Map.of("n", 1.0))).isTrue();
    assertThat(condition("{'n': '1.0'}").matches(Map.of("n", 1.0))).isFalse();
    assertThat(condition("{'n': '0.1'}").matches(Map.of("n", 0.1))).isTrue();
  }

  @Test
  void whatHasNoOrderIsOnNoSide() {
    for (String operator : List.of("$lt", "$lte", "$gt", "$gte")) {
      Condition condition = condition("{'n': {'" + operator + "': 5}}");
      assertThat(condition.matches(Map.of("n", "five"))).as(operator).isFalse();
      assertThat(condition.matches(Map.of("n", List.of(5)))).as(operator).isFalse();
    }
  }

  @Test
  void anExpressionIsNotFoundInWhatIsAbsentOrTooLong() {
    Condition condition = condition("{'name': {'$regex': 'l'}}");
    assertThat(condition.matches(Map.of())).isFalse();
    assertThat(condition.matches(Map.of("name", "l".repeat(1024)))).isTrue();
    assertThat(condition.matches(Map.of("name", "l".repeat(1025)))).isFalse();
    assertThat(condition("{'n': {'$regex': '^4'}}").matches(Map.of("n", 42))).isTrue();
  }

  @Test
  void everythingThatIsWrongIsToldWithItsPath() {
    String source =
        """
        {"age": {"$over": 1, "$lt": true}, "$xor": [], "$and": {}, "plan": {"$eq": 1, "b": 2},
         "$or": [{"tags": {"$all": "a", "$elemMatch": 3}}, 7],
         "name": {"$not": {"$regex": "(?=a)"}}, "id": {"$inGroup": "beta"}, "v": {"$vgt": null},
         "kind": {"$type": "text"}, "there": {"$exists": 1}, "c": {"$in": [[1]], "$nin": 2}}
        """;

    assertThat(Condition.check("condition", attributes(source)))
        .extracting(FieldError::field)
        .containsExactly(
            "condition.age.$over",
            "condition.age.$lt",
            "condition.$xor",
            "condition.$and",
            "condition.plan",
            "condition.$or[0].tags.$all",
            "condition.$or[0].tags.$elemMatch",
            "condition.$or[1]",
            "condition.name.$not.$regex",
            "condition.id.$inGroup",
            "condition.v.$vgt",
            "condition.kind.$type",
            "condition.there.$exists",
            "condition.c.$in[0]",
            "condition.c.$nin");
  }

  @Test
  void whatIsWellFormedHasNoErrors() {
    String source =
        """
        {"a": {"$in": [null]}, "b": {"c": 1}, "d": [1], "$not": {"e": {"$size": {"$gt": 2}}},
         "f": {"$elemMatch": {"g": {"$in": ["x"]}}}, "h": {"$elemMatch": {"$gt": 1}}, "$or": [],
         "i": {"$regexi": "^\\\\d{4}-\\\\d{2}$", "$exists": true, "$type": "string"}}
        """;
    assertThat(Condition.check("condition", attributes(source))).isEmpty();
  }

  /** A tool that leaves nulls out would open the condition to everyone. */
  @Test
  void nullIsRefusedAndUnderstoodAllTheSame() {
    String source = "{'a': null, 'b': {'$eq': null}, 'c': {'d': null}, 'e': [{'f': null}]}";
    assertThat(Condition.check("condition", attributes(source)))
        .extracting(FieldError::field)
        .containsExactly("condition.a", "condition.b.$eq", "condition.c.d", "condition.e[0].f");
    assertThat(condition("{'a': null}").matches(Map.of())).isTrue();
    assertThat(condition("{'a': null}").matches(Map.of("a", 1))).isFalse();
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsCompiled() {
    assertRefused(nested(17), "is too deep");
    assertThat(Condition.check("condition", nested(16))).isEmpty();
    assertRefused(
        Map.of("a", Map.of("$in", Collections.nCopies(1001, "x"))), "at most 1000 elements");
    assertRefused(
        Map.of("$and", Collections.nCopies(1000, Map.of("a", List.of(1, 2, 3, 4)))),
        "one value too many");
    assertRefused(Map.of("a", "x".repeat(1025)), "more than 1024 characters");
    assertRefused(Map.of("a", "x\0"), "NUL");
  }

  /** Nested counts multiply: three levels of a thousand would be a program of 10⁹ instructions. */
  @Test
  void expressionsThatWouldBeLargeAreRefusedBeforeTheyAreCompiled() {
    for (String expression :
        List.of("((a{1000}){1000}){1000}", "(a{100}){101}", "a{1,}{9999999}", "(a|b){1000}")) {
      assertThat(Condition.check("c", Map.of("a", Map.of("$regex", expression))))
          .as(expression)
          .hasSize(1);
    }
    assertThat(Condition.check("c", Map.of("a", Map.of("$regex", "a".repeat(257))))).hasSize(1);
    assertThat(Condition.check("c", Map.of("a", Map.of("$regex", "[0-9a-f]{8}(-[0-9a-f]{4}){3}"))))
        .isEmpty();
  }

  @Test
  void isItsOwnJson() {
    String json = "{\"plan\":null,\"$or\":[{\"n\":{\"$gt\":1.5}},{\"tags\":[\"a\",null]}]}";
    Condition condition = Json.read(json, Condition.class);

    assertThat(Json.write(condition)).isEqualTo(json);
    assertThat(condition).isEqualTo(Condition.of(condition.source()));
    assertThat(condition.hashCode()).isEqualTo(Condition.of(condition.source()).hashCode());
    assertThat(condition.matches(Map.of("n", 2))).isTrue();
    assertThat(condition.matches(Map.of("n", 2, "plan", "basic"))).isFalse();
    assertThatThrownBy(() -> Json.read("[]", Condition.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.read(Json.write(nested(17)), Condition.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too deep");
  }

  @Property(tries = 500)
  void evaluatingNeverFailsAndNegationsHold(
      @ForAll("conditions") Map<String, Object> source,
      @ForAll("attributes") Map<String, Object> attributes) {
    boolean matches = Condition.of(source).matches(attributes);

    assertThat(Condition.of(Map.of("$not", source)).matches(attributes)).isEqualTo(!matches);
    assertThat(Condition.of(Map.of("$nor", List.of(source))).matches(attributes))
        .isEqualTo(!matches);
    assertThat(Condition.of(Map.of("$and", List.of(source, source))).matches(attributes))
        .isEqualTo(matches);
    assertThat(Json.read(Json.write(Condition.of(source)), Condition.class).matches(attributes))
        .isEqualTo(matches);
  }

  @Provide
  Arbitrary<Map<String, Object>> attributes() {
    return Arbitraries.maps(names(), Arbitraries.oneOf(scalars(), scalars().list().ofMaxSize(3)))
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<Map<String, Object>> conditions() {
    Arbitrary<String> operators =
        Arbitraries.of(
            "$eq",
            "$ne",
            "$lt",
            "$lte",
            "$gt",
            "$gte",
            "$veq",
            "$vne",
            "$vlt",
            "$vlte",
            "$vgt",
            "$vgte",
            "$in",
            "$nin",
            "$ini",
            "$nini",
            "$all",
            "$alli",
            "$elemMatch",
            "$size",
            "$regex",
            "$regexi",
            "$exists",
            "$type",
            "$not",
            "$unknown");
    Arbitrary<Object> operands = Arbitraries.oneOf(scalars(), scalars().list().ofMaxSize(3));
    Arbitrary<Object> tests =
        Arbitraries.oneOf(
            operands, Arbitraries.maps(operators, operands).ofMaxSize(3).map(map -> (Object) map));
    return Combinators.combine(
            Arbitraries.maps(names(), tests).ofMaxSize(3),
            Arbitraries.maps(names(), tests).ofMaxSize(2))
        .as(
            (first, second) -> {
              Map<String, Object> source = new LinkedHashMap<>(first);
              source.put("$or", List.of(second, Map.of("a", 1)));
              return source;
            });
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of("a", "b", "c", "a.b");
  }

  private static Arbitrary<Object> scalars() {
    return Arbitraries.of(0, 1, -1.5, 2L, "", "1", "a", "A", "1.2.0", "(", true, false);
  }

  private static void assertRefused(Map<String, Object> source, String message) {
    assertThat(Condition.check("condition", source))
        .singleElement()
        .extracting(FieldError::message)
        .asString()
        .contains(message);
    assertThatThrownBy(() -> Condition.of(source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Map<String, Object> nested(int levels) {
    Map<String, Object> condition = Map.of();
    for (int level = 0; level < levels; level++) {
      condition = Map.of("$not", condition);
    }
    return condition;
  }

  private static Condition condition(String json) {
    return Condition.of(attributes(json));
  }

  /** JSON, in which apostrophes may stand for quotes. */
  private static Map<String, Object> attributes(String json) {
    return Json.readMap(json.replace('\'', '"'));
  }
}
