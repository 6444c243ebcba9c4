package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.core.artifact.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a native image has to be told when it is built, against what the code does. */
class ReachabilityMetadataTest {

  private static final String FOLDER = "META-INF/native-image/io.holdfast/recommender-core/";

  private static JsonNode metadata;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in =
        ReachabilityMetadataTest.class
            .getClassLoader()
            .getResourceAsStream(FOLDER + "reachability-metadata.json")) {
      metadata = JsonMapper.builder().build().readTree(in);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesTheSignatureOfEveryDowncall(Downcall call) {
    List<String> parameters =
        call.descriptor().argumentLayouts().stream()
            .map(ReachabilityMetadataTest::spelled)
            .toList();
    String result =
        call.descriptor().returnLayout().map(ReachabilityMetadataTest::spelled).orElse("void");
    assertThat(metadata.at("/foreign/downcalls"))
        .anySatisfy(
            downcall -> {
              assertThat(downcall.get("returnType").textValue()).isEqualTo(result);
              assertThat(texts(downcall.get("parameterTypes"))).isEqualTo(parameters);
              assertThat(downcall.at("/options/critical/allowHeapAccess").asBoolean(false))
                  .isEqualTo(call.isCritical());
            });
  }

  @Test
  void namesNoSignatureThatIsNotCalled() {
    Set<String> called = new LinkedHashSet<>();
    for (Downcall call : Downcall.values()) {
      called.add(call.descriptor().toMethodType() + " " + call.isCritical());
    }
    assertThat(metadata.at("/foreign/downcalls")).hasSameSizeAs(called);
  }

  @Test
  void namesWhatJniLooksUp() {
    List<String> accessible = new ArrayList<>();
    for (JsonNode type : metadata.get("reflection")) {
      if (type.path("jniAccessible").asBoolean(false)) {
        accessible.add(type.get("type").textValue());
      }
    }
    assertThat(accessible)
        .containsExactlyInAnyOrder(
            "org.jblas.NativeBlas",
            "org.jblas.util.ArchFlavor",
            IllegalArgumentException.class.getName(),
            OutOfMemoryError.class.getName());
  }

  @Test
  void namesTheRecordsOfTheManifest() {
    Set<String> records = new LinkedHashSet<>();
    collect(Manifest.class, records);
    List<String> named = new ArrayList<>();
    for (JsonNode type : metadata.get("reflection")) {
      if (type.path("allDeclaredConstructors").asBoolean(false)) {
        named.add(type.get("type").textValue());
      }
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void namesResourcesThatExist() {
    List<String> globs =
        Stream.iterate(0, i -> i < metadata.get("resources").size(), i -> i + 1)
            .map(i -> metadata.get("resources").get(i).get("glob").textValue())
            .toList();
    assertThat(globs).contains("lib/static/Linux/amd64/**");
    ClassLoader loader = ReachabilityMetadataTest.class.getClassLoader();
    for (String glob : globs) {
      assertThat(loader.getResource(glob.replace("**", "sse3/libjblas.so"))).as(glob).isNotNull();
    }
    for (String library : CarriedLibraries.FORTRAN) {
      assertThat(globs).contains("org/bytedeco/openblas/linux-x86_64/" + library);
    }
    assertThat(globs)
        .contains("org/bytedeco/openblas/linux-x86_64/" + CarriedLibraries.OPENBLAS)
        .contains("io/holdfast/core/linalg/native-libraries.properties");
  }

  private static void collect(Type type, Set<String> records) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, records);
      }
    } else if (type instanceof Class<?> record && record.isRecord()) {
      if (records.add(record.getName())) {
        for (RecordComponent component : record.getRecordComponents()) {
          collect(component.getGenericType(), records);
        }
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static String spelled(MemoryLayout layout) {
    return switch (layout) {
      case AddressLayout address -> "void*";
      case ValueLayout value -> "j" + value.carrier().getName();
      default -> throw new IllegalArgumentException(layout.toString());
    };
  }
}
