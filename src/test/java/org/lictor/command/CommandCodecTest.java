package org.lictor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.ConfigEntry;
import org.lictor.model.Coordinate;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.Locality;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryFailover;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.ServiceQuery;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.model.Weights;

class CommandCodecTest {
  private static final Instant DECIDED = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final NodeName NODE = new NodeName("n1");
  private static final SessionId SESSION = new SessionId("aaaabbbb-0000-0000-0000-000000000001");

  static Stream<Command> commands() {
    Node full =
        new Node(
            NODE,
            "aaaabbbb-0000-0000-0000-000000000001",
            "10.0.0.1",
            Map.of("wan", "1.2.3.4"),
            Map.of(),
            LogIndexes.NONE);
    ServiceEntry service =
        new ServiceEntry(
            NODE,
            new ServiceId("web1"),
            "web",
            "kind",
            List.of("b", "a"),
            "10.0.0.2",
            Map.of("lan", new ServiceAddress("10.0.0.3", 81)),
            Map.of("v", "ü"),
            65_535,
            "/s",
            new Weights(10, 0),
            true,
            true,
            new Locality("eu", ""),
            LogIndexes.NONE);
    CheckDefinition definition =
        new CheckDefinition(
            "http://x",
            "sni",
            true,
            Map.of("H", List.of("a", "b")),
            "POST",
            "body",
            true,
            "t:1",
            true,
            "u:1",
            "g:1",
            "os",
            true,
            Duration.ofSeconds(10),
            Duration.ofMillis(1),
            Duration.ofDays(3));
    HealthCheck check =
        new HealthCheck(
            NODE,
            new CheckId("c"),
            "name",
            "odd word",
            "notes",
            "out\nput",
            "web1",
            "web",
            List.of("b"),
            "http",
            "10s",
            "1s",
            21_500,
            definition,
            LogIndexes.NONE);
    Node bare = new Node(NODE, "", "", null, null, LogIndexes.NONE);
    HealthCheck bareCheck =
        new HealthCheck(
            NODE,
            new CheckId("d"),
            "",
            "",
            "",
            "",
            "",
            "",
            null,
            "",
            "",
            "",
            0,
            CheckDefinition.NONE,
            LogIndexes.NONE);
    return Stream.of(
        new Command.Register(full, false, service, List.of(check, bareCheck)),
        new Command.Register(bare, true, null, List.of()),
        new Command.Deregister(NODE, null, null),
        new Command.Deregister(NODE, new ServiceId("s"), null),
        new Command.Deregister(NODE, null, new CheckId("c")),
        new Command.KvSet("k/é/😀", Octets.owning(new byte[] {0, -1, 7}), -1L, 0L),
        new Command.KvSet("k", Octets.EMPTY, 0, null),
        new Command.KvSet("k".repeat(300), Octets.owning(new byte[600_000]), 1, Long.MAX_VALUE),
        new Command.KvDelete("", true, null),
        new Command.KvDelete("k", false, 7L),
        new Command.TombstoneReap(1L << 40),
        new Command.MemberPut(
            new Member("n1", "10.0.0.1", 8301, Map.of("id", "ü"), Member.Status.LEFT), "i-1"),
        new Command.MemberPut(new Member("n", "", 0, Map.of(), Member.Status.ALIVE), ""),
        new Command.MemberForget(NODE),
        new Command.ConfigEntrySet(
            new ConfigEntry("service-defaults", "wéb", "{\"Kind\":\"x\"}", LogIndexes.NONE), 0L),
        new Command.ConfigEntrySet(
            new ConfigEntry("proxy-defaults", "global", "{}", new LogIndexes(3, 9)), null),
        new Command.ConfigEntryDelete("service-defaults", "web", null),
        new Command.ConfigEntryDelete("service-defaults", "web", 7L),
        new Command.RestoreStage("r1", 0, Octets.EMPTY),
        new Command.RestoreStage("r1", 70_000, Octets.owning(new byte[] {31, -117, 8, 0})),
        new Command.RestoreCommit("r1", 3),
        new Command.RestoreDrop(""),
        new Command.CoordinatesPut(List.of()),
        new Command.CoordinatesPut(
            List.of(
                new NodeCoordinate(NODE, "", Coordinate.START),
                new NodeCoordinate(
                    new NodeName("n2"),
                    "ü",
                    new Coordinate(
                        List.of(-1.0, 0.1, 2e-9, 3.0, 4.0, 5.0, 6.0, 1e300), 0.25, -0.5, 0)))),
        new Command.AutopilotSet(AutopilotConfig.DEFAULT, null),
        new Command.AutopilotSet(
            new AutopilotConfig(
                false,
                new GoDuration(-1),
                Long.MAX_VALUE,
                3,
                GoDuration.ZERO,
                "zone",
                true,
                "v",
                LogIndexes.NONE),
            7L),
        new Command.SessionCreate(
            new Session(
                SESSION,
                "ñ",
                NODE,
                new GoDuration(-1),
                Session.Behaviour.DELETE,
                "1h30m",
                List.of("serfHealth", ""),
                List.of(new Session.ServiceCheck("c", "ns")),
                List.of("c"),
                LogIndexes.NONE)),
        new Command.SessionCreate(
            new Session(
                SESSION,
                "",
                NODE,
                GoDuration.ZERO,
                Session.Behaviour.RELEASE,
                "",
                null,
                null,
                null,
                LogIndexes.NONE)),
        new Command.SessionDestroy(SESSION, null),
        new Command.SessionDestroy(SESSION, 7L),
        new Command.KvLock("k", Octets.of("v"), -1L, SESSION),
        new Command.KvUnlock("k", Octets.EMPTY, 7, "no id"),
        new Command.SessionTerm(),
        new Command.PreparedQuerySet(
            new PreparedQuery(
                "q-1", "", "", "", QueryTemplate.NONE, ServiceQuery.of("web"), "", LogIndexes.NONE),
            false),
        new Command.PreparedQuerySet(
            new PreparedQuery(
                "q-2",
                "geo-",
                "s-1",
                "secret",
                new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "^(.*)$", true),
                new ServiceQuery(
                    "${match(1)}",
                    "group",
                    new QueryFailover(
                        3, List.of("dc2"), List.of(new QueryFailover.Target("peer", ""))),
                    true,
                    List.of("c"),
                    "_ip",
                    List.of("a", "!b"),
                    Map.of("rack", "1"),
                    Map.of(),
                    true,
                    "peer"),
                "10s",
                new LogIndexes(3, 4)),
            true),
        new Command.PreparedQueryDelete("q-1"),
        new Command.Txn(List.of()),
        new Command.Txn(
            List.of(
                new TxnOp.Key(TxnOp.KeyVerb.LOCK, "k", Octets.of("v"), -1, -1, "s"),
                new TxnOp.OfNode(TxnOp.EntryVerb.CAS, "n1", "", full, 7),
                new TxnOp.OfNode(TxnOp.EntryVerb.GET, "", "id", null, 0),
                new TxnOp.OfService(TxnOp.EntryVerb.SET, "n1", "web1", service, 0),
                new TxnOp.OfService(TxnOp.EntryVerb.DELETE, "n1", "web1", null, 0),
                new TxnOp.OfCheck(TxnOp.EntryVerb.SET, "n1", "c", check, 0),
                new TxnOp.OfCheck(TxnOp.EntryVerb.DELETE_CAS, "n1", "c", null, 9))),
        new Command.Txn(
            Stream.of(TxnOp.KeyVerb.values())
                .map(verb -> (TxnOp) new TxnOp.Key(verb, verb.word(), Octets.EMPTY, 0, 0, ""))
                .toList()));
  }

  @Test
  void aCommandMayBeDecidedAgain() {
    Instant later = DECIDED.plusSeconds(1);
    Command command = new Command.KvSet("k", Octets.of("v"), 7, null);
    byte[] bytes = CommandCodec.encode(new DecidedCommand(DECIDED, command));
    assertThat(CommandCodec.decode(CommandCodec.redecided(bytes, later)))
        .isEqualTo(new DecidedCommand(later, command));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatIsDecodedIsWhatWasEncoded(Command command) {
    DecidedCommand decided = new DecidedCommand(DECIDED, command);
    assertThat(CommandCodec.decode(CommandCodec.encode(decided))).isEqualTo(decided);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void cutBytesAreRefused(Command command) {
    byte[] bytes = CommandCodec.encode(new DecidedCommand(DECIDED, command));
    for (int length = 0; length < Math.min(bytes.length, 500); length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> CommandCodec.decode(cut)).isInstanceOf(CodecException.class);
    }
  }

  @Test
  void noBytesLeadToAnotherFailureThanARefusal() {
    Random random = new Random(5);
    List<byte[]> samples =
        commands()
            .map(command -> CommandCodec.encode(new DecidedCommand(DECIDED, command)))
            .filter(bytes -> bytes.length < 10_000)
            .toList();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = samples.get(i % samples.size()).clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        CommandCodec.decode(bytes);
      } catch (CodecException expected) {
        assertThat(expected).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void aNewerVersionIsNamedAsSuch() {
    byte[] bytes = CommandCodec.encode(new DecidedCommand(DECIDED, new Command.TombstoneReap(1)));
    bytes[1] = 9;
    assertThatThrownBy(() -> CommandCodec.decode(bytes)).hasMessageContaining("newer release");
  }
}
