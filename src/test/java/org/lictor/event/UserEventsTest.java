package org.lictor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.UserEvent;
import org.lictor.model.Weights;

class UserEventsTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<UserEvents> agents = new ArrayList<>();
  private int copies = 1;

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private UserEvents agent(String name, ServiceEntry... services) {
    UserEvents agent =
        new UserEvents(name, () -> List.of(services), this::everybody, timer, Runnable::run);
    agents.add(agent);
    return agent;
  }

  /** All agents, the sender too: what comes back to it is not heard a second time. */
  private void everybody(byte[] letter, Consumer<byte[]> answers) {
    for (UserEvents agent : agents) {
      for (int i = 0; i < copies; i++) {
        answers.accept(agent.received(letter));
      }
    }
  }

  private static ServiceEntry service(String id, String name, String... tags) {
    return new ServiceEntry(
        new NodeName("n"),
        new ServiceId(id),
        name,
        "",
        List.of(tags),
        "",
        null,
        null,
        0,
        "",
        Weights.DEFAULT,
        false,
        false,
        null,
        LogIndexes.NONE);
  }

  private static UserEvent fire(UserEvents agent, String name) {
    return agent.fire(name, Octets.of("x"), "", "", "");
  }

  private static List<String> names(UserEvents agent) {
    return agent.list("").events().stream().map(UserEvent::name).toList();
  }

  @Test
  void anEventReachesEveryAgentOnceAndTheFirerSeesItWithoutATime() {
    UserEvents one = agent("n1");
    UserEvents two = agent("n2");
    copies = 2;
    UserEvent fired = fire(one, "deploy");
    assertThat(fired.time()).isZero();
    for (UserEvents agent : agents) {
      assertThat(agent.list("").events()).containsExactly(fired.at(2));
      assertThat(agent.list("").index()).isEqualTo(fired.index());
    }
    fire(two, "other");
    assertThat(names(one)).containsExactly("deploy", "other");
    assertThat(one.list("other").events()).hasSize(1);
    assertThat(one.list("nope")).isEqualTo(new EventList(1, List.of()));
  }

  @Test
  void whoFiresAfterItHasSeenAnEventFiresALaterOne() {
    UserEvents one = agent("n1");
    for (int i = 0; i < 5; i++) {
      fire(one, "e" + i);
    }
    UserEvents late = agent("n2");
    late.begin();
    fire(late, "after");
    assertThat(one.list("after").events().get(0).time()).isEqualTo(7);
  }

  @Test
  void theLast256AreKeptOldestFirst() {
    UserEvents one = agent("n1");
    for (int i = 0; i < 300; i++) {
      fire(one, "e" + i);
    }
    assertThat(names(one)).hasSize(256).startsWith("e44").endsWith("e299");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "n1     | -    | -    | n1",
        "^n     | -    | -    | n1 n2",
        "x      | -    | -    | -",
        "-      | web  | -    | n1 n2",
        "-      | ^web$ | -   | n2",
        "-      | web1 | -    | n1",
        "-      | web  | blue | n2",
        "-      | web  | ^b   | n2",
        "2      | web  | red  | -",
        "-      | db   | blue | -",
      })
  void anEventIsForTheNodesThatItsFiltersFind(
      String node, String service, String tag, String expected) {
    agent("n1", service("web1", "web", "red"));
    agent("n2", service("web", "web", "blue"), service("db", "db"));
    agents.get(0).fire("e", Octets.EMPTY, or(node), or(service), or(tag));
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (!names(agents.get(i)).isEmpty()) reached.add("n" + (i + 1));
    }
    assertThat(String.join(" ", reached)).isEqualTo(or(expected));
  }

  private static String or(String text) {
    return text == null ? "" : text;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "(o | -  | -  | Invalid node filter: error parsing regexp: missing closing ): `(o`",
        "-  | x[a | - | Invalid service filter: error parsing regexp: missing closing ]: `[a`",
        "-  | a  | *a | Invalid tag filter: error parsing regexp: missing argument to repetition operator: `*`",
        "-  | -  | a  | Cannot provide tag filter without service filter",
      })
  void aFilterThatIsNoneIsRefused(String node, String service, String tag, String message) {
    UserEvents one = agent("n1");
    assertThatThrownBy(() -> one.fire("e", Octets.EMPTY, or(node), or(service), or(tag)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage(message);
    assertThat(names(one)).isEmpty();
  }

  @Test
  void anExpressionThatWouldNeverEndMatchesNothing() {
    UserEvents one = agent("n".repeat(60));
    one.fire("e", Octets.EMPTY, "(n+)+$x", "", "");
    one.fire("f", Octets.EMPTY, "(n|nn)+x", "", "");
    assertThat(names(one)).isEmpty();
  }

  @Test
  void aWaiterWakesForAnotherEventOfItsName() {
    UserEvents one = agent("n1");
    UserEvent first = fire(one, "a");
    CompletableFuture<EventList> waiting = one.list("a", first.index(), Duration.ofMinutes(1));
    fire(one, "b");
    assertThat(waiting).isNotDone();
    fire(one, "a");
    assertThat(waiting).isDone();
    assertThat(waiting.join().events()).hasSize(2);
  }

  @Test
  void aWaitForTheFirstEventBeginsWithIndexOne() {
    UserEvents one = agent("n1");
    CompletableFuture<EventList> waiting = one.list("", 1, Duration.ofMinutes(1));
    assertThat(waiting).isNotDone();
    UserEvent event = fire(one, "a");
    assertThat(waiting.join().index()).isEqualTo(event.index());
    assertThat(one.list("", 5, Duration.ofMinutes(1))).isDone();
  }

  @Test
  void aWaitThatIsOverTellsWhatThereIs() {
    UserEvents one = agent("n1");
    assertThat(one.list("", 1, Duration.ofMillis(20)).join())
        .isEqualTo(new EventList(1, List.of()));
  }

  @Test
  void aReservedEventIsGivenToItsHandlerAndNotKept() {
    UserEvents one = agent("n1");
    List<UserEvent> handled = new ArrayList<>();
    one.reserve("_rexec", handled::add);
    fire(one, "_rexec");
    assertThat(handled).hasSize(1);
    assertThat(names(one)).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsAnsweredAndLeft() {
    UserEvents one = agent("n1");
    one.received(new byte[] {99, 1, 2});
    one.received(new byte[] {1});
    assertThat(names(one)).isEmpty();
  }
}
