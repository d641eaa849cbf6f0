package org.lictor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.model.CheckId;
import org.lictor.model.InvalidModelException;

class CheckDraftTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final CheckId ID = new CheckId("c");

  @Test
  void problemsAreToldInConsulsWords() {
    assertProblem(new CheckDraft(), "TTL must be > 0 for TTL checks");
    assertProblem(new CheckDraft().interval(TEN), "TTL must be > 0 for TTL checks");
    assertProblem(
        new CheckDraft().interval(TEN).ttl(TEN), "Interval and TTL cannot both be specified");
    String noInterval =
        "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks";
    assertProblem(new CheckDraft().args(List.of("true")), noInterval);
    assertProblem(new CheckDraft().script("true"), noInterval);
    assertProblem(new CheckDraft().http("http://h/").ttl(TEN), noInterval);
    assertProblem(new CheckDraft().tcp("h:1").interval(Duration.ofSeconds(-1)), noInterval);
    assertProblem(new CheckDraft().ttl(TEN).outputMaxSize(-1), "MaxOutputMaxSize must be positive");
    assertProblem(
        new CheckDraft().ttl(TEN).failuresBeforeWarning(3).failuresBeforeCritical(2),
        "FailuresBeforeWarning can't be higher than FailuresBeforeCritical");
  }

  @Test
  void aDraftWithAProblemMakesNoCheck() {
    assertThatThrownBy(() -> new CheckDraft().toSpec(ID, 4096))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage("TTL must be > 0 for TTL checks");
  }

  @Test
  void eachKindHasItsDefaultTimeout() {
    assertThat(spec(new CheckDraft().interval(TEN).args(List.of("true"))))
        .isEqualTo(new ScriptSpec(List.of("true"), TEN, Duration.ofSeconds(30)));
    assertThat(
            spec(
                new CheckDraft()
                    .interval(TEN)
                    .tcp("h:1")
                    .tcpUseTls(true)
                    .tlsServerName("n")
                    .tlsSkipVerify(true)))
        .isEqualTo(new TcpSpec("h:1", true, new TlsSpec("n", true), TEN, TEN));
    assertThat(((HttpSpec) spec(new CheckDraft().interval(TEN).http("http://h/"))).timeout())
        .isEqualTo(TEN);
    CheckDraft impatient =
        new CheckDraft().interval(TEN).http("http://h/").timeout(Duration.ofSeconds(3));
    assertThat(((HttpSpec) spec(impatient)).timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(spec(new CheckDraft().ttl(TEN))).isEqualTo(new TtlSpec(TEN));
  }

  @Test
  void httpGoesBeforeTcpAndTcpBeforeScript() {
    CheckDraft all = new CheckDraft().interval(TEN).args(List.of("true")).tcp("h:1");
    assertThat(all.toSpec(ID, 1).type()).isEqualTo("tcp");
    assertThat(all.http("http://h/").toSpec(ID, 1).type()).isEqualTo("http");
  }

  @Test
  void anIntervalUnderASecondIsRaisedToOne() {
    PolledSpec raised =
        (PolledSpec) spec(new CheckDraft().interval(Duration.ofMillis(10)).tcp("h:1"));
    assertThat(raised.interval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theOutputLimitCanOnlyBeLowered() {
    CheckDraft draft = new CheckDraft().ttl(TEN);
    assertThat(draft.toSpec(ID, 4096).outputLimit()).isEqualTo(4096);
    assertThat(draft.outputMaxSize(5000).toSpec(ID, 4096).outputLimit()).isEqualTo(4096);
    assertThat(draft.outputMaxSize(10).toSpec(ID, 4096).outputLimit()).isEqualTo(10);
  }

  @Test
  void theWarningThresholdIsTheCriticalOneIfNotSaid() {
    assertThat(
            new CheckDraft()
                .ttl(TEN)
                .failuresBeforeCritical(4)
                .successBeforePassing(2)
                .toSpec(ID, 1)
                .thresholds())
        .isEqualTo(new Thresholds(2, 4, 4));
  }

  private static ProbeSpec spec(CheckDraft draft) {
    return draft.toSpec(ID, 4096).probe();
  }

  private static void assertProblem(CheckDraft draft, String text) {
    assertThat(draft.problem()).contains(text);
  }
}
