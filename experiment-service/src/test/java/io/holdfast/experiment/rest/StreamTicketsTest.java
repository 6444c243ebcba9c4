package io.holdfast.experiment.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.security.ApiKey;
import io.holdfast.contracts.security.KeyRing;
import io.holdfast.contracts.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamTicketsTest {
  private static final ApiKey SHOP = new ApiKey("shop.eu-1", "a".repeat(64), Set.of(Role.SERVE));
  private static final ApiKey BOARD = new ApiKey("board", "b".repeat(64), Set.of(Role.DASHBOARD));
  private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

  private Instant now = NOON;
  private KeyRing ring = new KeyRing(List.of(SHOP, BOARD));
  private final StreamTickets tickets = new StreamTickets(() -> ring, () -> now);

  @Test
  void admitsATicketUntilTheEndOfTheNextDay() {
    String ticket = tickets.issue("shop.eu-1");
    assertThat(tickets.admit(ticket)).isTrue();
    assertThat(new StreamTickets(() -> ring, () -> now).issue("shop.eu-1")).isEqualTo(ticket);
    now = NOON.plus(Duration.ofHours(35));
    assertThat(tickets.admit(ticket)).isTrue();
    now = NOON.plus(Duration.ofHours(36));
    assertThat(tickets.admit(ticket)).isFalse();
    now = NOON.minus(Duration.ofHours(13));
    assertThat(tickets.admit(ticket)).isFalse();
  }

  @Test
  void refusesWhatItDidNotIssue() {
    String ticket = tickets.issue("shop.eu-1");
    for (int k = 0; k < ticket.length(); k++) {
      char other = ticket.charAt(k) == '1' ? '2' : '1';
      String forged = ticket.substring(0, k) + other + ticket.substring(k + 1);
      assertThat(tickets.admit(forged)).as(forged).isFalse();
    }
    assertThat(tickets.admit("")).isFalse();
    assertThat(tickets.admit("shop.eu-1")).isFalse();
  }

  @Test
  void endsATicketWithItsKey() {
    String ticket = tickets.issue("shop.eu-1");
    ring = new KeyRing(List.of(BOARD));
    assertThat(tickets.admit(ticket)).isFalse();
    assertThatThrownBy(() -> tickets.issue("shop.eu-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAKeyThatMayNotListen() {
    assertThat(tickets.admit(tickets.issue("board"))).isFalse();
  }
}
