package io.holdfast.service.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonalPathsTest {
  @Test
  void takesUsersOutAndLeavesTheRest() {
    assertThat(PersonalPaths.masked("/v1/users/ada/recommendations"))
        .isEqualTo("/v1/users/{id}/recommendations");
    assertThat(PersonalPaths.masked("/v1/users/a%2Fb")).isEqualTo("/v1/users/{id}");
    assertThat(PersonalPaths.masked("/v1/assignments/ada?explain=true"))
        .isEqualTo("/v1/assignments/{id}?explain=true");
    assertThat(PersonalPaths.masked("http://h:8080/v1/users/ada/export"))
        .isEqualTo("http://h:8080/v1/users/{id}/export");
    assertThat(PersonalPaths.masked("/v1/items/users")).isEqualTo("/v1/items/users");
  }
}
