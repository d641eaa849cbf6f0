package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOutcome;
import org.lictor.command.TxnResult;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.ConfigEntry;
import org.lictor.model.Coordinate;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member;
import org.lictor.model.MemberRow;
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
import org.lictor.query.CatalogQuery.AddressOwner;
import org.lictor.query.CatalogQuery.NodeServices;
import org.lictor.state.WatchSet;

class QueryCodecTest {
  private static final Selection SOME =
      new Selection(List.of("a", ""), Map.of("rack", "1", "zone", ""));

  private static final QueryOptions OPTIONS =
      new QueryOptions(Long.MAX_VALUE, Duration.ofMinutes(5), Consistency.CONSISTENT);

  /** One of each kind, with answers of all sorts. A new kind of query belongs here. */
  private static final Map<Query<?>, List<?>> SAMPLES = samples();

  private static Map<Query<?>, List<?>> samples() {
    Map<Query<?>, List<?>> all = new LinkedHashMap<>();
    all.put(new CatalogQuery.Nodes(SOME), List.of(List.of(), List.of(node(true), node(false))));
    all.put(new CatalogQuery.Services(Selection.ALL), List.of(Map.of(), services()));
    all.put(
        new CatalogQuery.Instances("web", SOME),
        List.of(
            List.of(), List.of(new ServiceInstance(node(true), service(List.of()), List.of()))));
    all.put(
        new CatalogQuery.OfNode("n"),
        List.of(
            Optional.empty(),
            Optional.of(new NodeServices(node(false), List.of())),
            Optional.of(new NodeServices(node(true), List.of(service(null), service(List.of()))))));
    all.put(new CatalogQuery.NodeNamed("ñ"), List.of(Optional.empty(), Optional.of(node(true))));
    all.put(
        new CatalogQuery.OwnerOfAddress("::1"),
        List.of(
            Optional.empty(),
            Optional.of(new AddressOwner("n", false)),
            Optional.of(new AddressOwner("web", true))));
    all.put(
        new HealthQuery.Instances("web", SOME, true),
        List.of(
            List.of(),
            List.of(
                new ServiceInstance(
                    node(true), service(List.of("b", "a")), List.of(check(null), check(List.of()))),
                new ServiceInstance(node(false), service(null), List.of()))));
    all.put(new HealthQuery.OfNode("n"), List.of(List.of(), List.of(check(List.of("x")))));
    all.put(new HealthQuery.OfService("", SOME), List.of(List.of(), List.of(check(null))));
    all.put(
        new HealthQuery.InState("any", Selection.ALL), List.of(List.of(), List.of(check(null))));
    all.put(new KvQuery.Get("k"), List.of(Optional.empty(), Optional.of(entry(Octets.EMPTY))));
    all.put(new KvQuery.Under(""), List.of(List.of(), List.of(entry(Octets.of("v")))));
    all.put(new KvQuery.Keys("a/", "/"), List.of(List.of(), List.of("b", "a/")));
    all.put(
        new MemberQuery.All(),
        List.of(
            List.of(),
            List.of(
                new MemberRow(
                    new Member("n1", "10.0.0.1", 8301, Map.of("dc", "dc1"), Member.Status.FAILED),
                    "a",
                    1_700_000_000_000L))));
    all.put(
        new Filtered<>(new CatalogQuery.Nodes(SOME), "dc1", "Node == ü"),
        List.of(List.of(), List.of(node(true))));
    UiQuery.NodeSheet sheet =
        new UiQuery.NodeSheet(
            node(true), List.of(service(null)), List.of(check(null), check(List.of())), "1.21.4");
    all.put(
        new UiQuery.Nodes(),
        List.of(
            List.of(),
            List.of(sheet, new UiQuery.NodeSheet(node(false), List.of(), List.of(), ""))));
    all.put(new UiQuery.OfNode("n"), List.of(Optional.empty(), Optional.of(sheet)));
    all.put(
        new UiQuery.Services(),
        List.of(
            List.of(),
            List.of(
                new ServiceSummary(
                    "web",
                    "",
                    new TreeSet<>(Set.of("a", "b")),
                    List.of("n1", "n2"),
                    Set.of(),
                    3,
                    1,
                    2,
                    0,
                    true))));
    ConfigEntry config = new ConfigEntry("service-defaults", "web", "{}", new LogIndexes(3, 9));
    all.put(
        new ConfigQuery.Get("service-defaults", "wéb"),
        List.of(Optional.empty(), Optional.of(config)));
    all.put(new ConfigQuery.All(""), List.of(List.of(), List.of(config)));
    all.put(
        new OperatorQuery.Usage(),
        List.of(
            new OperatorQuery.Counts(0, 0, Map.of(), 0, 0),
            new OperatorQuery.Counts(2, 7, Map.of("connect-proxy", 1L, "mesh-gateway", 2L), 4, 3)));
    all.put(
        new OperatorQuery.Autopilot(),
        List.of(
            AutopilotConfig.DEFAULT,
            new AutopilotConfig(
                false,
                new GoDuration(-1),
                7,
                3,
                GoDuration.ZERO,
                "zone",
                true,
                "v",
                new LogIndexes(3, 9))));
    List<NodeCoordinate> places =
        List.of(
            new NodeCoordinate(new NodeName("n1"), "", Coordinate.START),
            new NodeCoordinate(
                new NodeName("n2"),
                "s",
                new Coordinate(
                    List.of(-1.0, 0.1, 2e-9, 3.0, 4.0, 5.0, 6.0, 1e300), 0.25, -0.5, 1e-5)));
    all.put(new CoordinateQuery.All(), List.of(List.of(), places));
    all.put(new CoordinateQuery.OfNode(new NodeName("n1")), List.of(List.of(), places));
    all.put(new CoordinateQuery.OfServers(), List.of(List.of(), places));
    all.put(
        new NearQuery<>(new Filtered<>(new CatalogQuery.Nodes(SOME), "dc1", "Node == x"), "n1"),
        List.of(List.of(), List.of(node(true), node(false))));
    SessionId id = new SessionId("aaaabbbb-0000-0000-0000-000000000001");
    Session session =
        new Session(
            id,
            "lock",
            new NodeName("n1"),
            new GoDuration(15_000_000_000L),
            Session.Behaviour.DELETE,
            "15s",
            List.of("serfHealth"),
            null,
            null,
            new LogIndexes(3, 3));
    all.put(new SessionQuery.Get(id), List.of(Optional.empty(), Optional.of(session)));
    all.put(new SessionQuery.All(), List.of(List.of(), List.of(session)));
    all.put(new SessionQuery.OfNode(new NodeName("n1")), List.of(List.of(), List.of(session)));
    all.put(new PreparedQueryQuery.All(), List.of(List.of(), List.of(prepared(), bare())));
    all.put(new PreparedQueryQuery.OfId("1"), List.of(Optional.empty(), Optional.of(prepared())));
    all.put(
        new NearInstances("web", "n1"),
        List.of(
            List.of(),
            List.of(
                new NearInstances.Measured(
                    new ServiceInstance(node(true), service(List.of("a")), List.of()), 0.25),
                new NearInstances.Measured(
                    new ServiceInstance(node(false), service(null), List.of()),
                    Double.POSITIVE_INFINITY))));
    all.put(new PreparedQueryQuery.For("geo-ü"), List.of(Optional.of(bare())));
    all.put(
        new TxnQuery(
            List.of(
                new TxnOp.Key(TxnOp.KeyVerb.GET, "k", Octets.EMPTY, 0, 0, ""),
                new TxnOp.OfNode(TxnOp.EntryVerb.GET, "n1", "", null, 0))),
        List.of(
            new TxnOutcome(List.of(), List.of(new TxnOutcome.Problem(1, "node \"n1\" is gone"))),
            new TxnOutcome(
                List.of(
                    new TxnResult.Key(entry(Octets.of("v"))),
                    new TxnResult.OfNode(node(true)),
                    new TxnResult.OfService(service(null)),
                    new TxnResult.OfCheck(check(List.of("a")))),
                List.of())));
    return all;
  }

  private static Map<String, Set<String>> services() {
    Map<String, Set<String>> services = new LinkedHashMap<>();
    services.put("web", new TreeSet<>(List.of("a", "b")));
    services.put("db", Set.of());
    return services;
  }

  private static Node node(boolean full) {
    return new Node(
        new NodeName("n1"),
        full ? "11111111-2222-3333-4444-555555555555" : "",
        "10.0.0.1",
        full ? Map.of("lan", "10.0.0.1") : null,
        full ? Map.of() : null,
        new LogIndexes(3, 9));
  }

  private static ServiceEntry service(@Nullable List<String> tags) {
    return new ServiceEntry(
        new NodeName("n1"),
        new ServiceId("web-1"),
        "web",
        tags == null ? "" : "connect-proxy",
        tags,
        "",
        tags == null ? null : Map.of("wan", new ServiceAddress("1.2.3.4", 80)),
        tags == null ? Map.of() : null,
        65_535,
        "/run/web",
        new Weights(0, 65_535),
        true,
        tags == null,
        null,
        LogIndexes.NONE);
  }

  private static HealthCheck check(@Nullable List<String> tags) {
    return new HealthCheck(
        new NodeName("n1"),
        new CheckId("c"),
        "c",
        HealthCheck.WARNING,
        "notes",
        "output\n",
        "web-1",
        "web",
        tags,
        "http",
        "10s",
        "",
        8080,
        tags == null
            ? CheckDefinition.NONE
            : new CheckDefinition(
                "http://x",
                "",
                true,
                Map.of("h", List.of("1", "2"), "i", List.of()),
                "GET",
                "",
                false,
                "",
                true,
                "",
                "",
                "",
                false,
                Duration.ofSeconds(10),
                Duration.ZERO,
                Duration.ofMinutes(1)),
        new LogIndexes(4, 4));
  }

  private static PreparedQuery bare() {
    return new PreparedQuery(
        "q1", "", "s", "", QueryTemplate.NONE, ServiceQuery.of("web"), "", LogIndexes.NONE);
  }

  private static PreparedQuery prepared() {
    return new PreparedQuery(
        "q2",
        "geo-",
        "",
        "secret",
        new QueryTemplate(QueryTemplate.NAME_PREFIX_MATCH, "^(.*)$", true),
        new ServiceQuery(
            "${match(1)}",
            "group",
            new QueryFailover(3, List.of("dc2"), List.of(new QueryFailover.Target("p", "dc4"))),
            true,
            List.of("c"),
            "_ip",
            List.of("a", "!b"),
            Map.of("rack", "1"),
            Map.of(),
            true,
            "peer"),
        "10s",
        new LogIndexes(3, 4));
  }

  private static KvEntry entry(Octets value) {
    return new KvEntry("a/b", value, -1, 2, "", new LogIndexes(1, 2));
  }

  @Test
  void eachKindOfQueryHasSamples() {
    List<Class<?>> kinds = new ArrayList<>();
    collect(Query.class, kinds);
    assertThat(SAMPLES.keySet().stream().<Class<?>>map(Object::getClass))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  private static void collect(Class<?> type, List<Class<?>> kinds) {
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses()).forEach(permitted -> collect(permitted, kinds));
    } else {
      kinds.add(type);
    }
  }

  @Test
  void questionsArriveAsTheyWereAsked() {
    for (Query<?> query : SAMPLES.keySet()) {
      for (QueryOptions options : List.of(QueryOptions.NOW, QueryOptions.STALE, OPTIONS)) {
        QueryCodec.Question read = QueryCodec.question(new BinaryReader(bytes(query, options)));
        assertThat(read.query()).isEqualTo(query);
        assertThat(read.options()).isEqualTo(options);
      }
    }
  }

  @Test
  void answersArriveAsTheyWereGiven() {
    SAMPLES.forEach(
        (query, values) -> {
          for (Object value : values) {
            Answer<?> read = read(query, answer(query, value));
            assertThat(read.value()).isEqualTo(value);
            assertThat(read.value().toString()).as("order").isEqualTo(value.toString());
            assertThat(read.index()).isEqualTo(42);
            assertThat(read.knownLeader()).isTrue();
            assertThat(read.lastContactMillis()).isEqualTo(7);
            assertThat(read.watches().fired()).isTrue();
          }
        });
  }

  @Test
  void whatIsAbsentStaysAbsentAndWhatIsEmptyStaysEmpty() {
    HealthQuery.Instances query = new HealthQuery.Instances("web", SOME, true);
    ServiceInstance absent = new ServiceInstance(node(false), service(null), List.of());
    ServiceInstance empty = new ServiceInstance(node(true), service(List.of()), List.of());
    List<ServiceInstance> read = read(query, answer(query, List.of(absent, empty))).value();
    assertThat(read.get(0).service().tags()).isNull();
    assertThat(read.get(0).node().meta()).isNull();
    assertThat(read.get(0).service().meta()).isEmpty();
    assertThat(read.get(1).service().tags()).isEmpty();
    assertThat(read.get(1).node().meta()).isEmpty();
    assertThat(read.get(1).service().meta()).isNull();
  }

  @Test
  void aWaitBeyondAllNumbersIsStillAWait() {
    QueryOptions forever =
        new QueryOptions(1, Duration.ofSeconds(Long.MAX_VALUE), Consistency.STALE);
    QueryCodec.Question read =
        QueryCodec.question(new BinaryReader(bytes(new KvQuery.Get("k"), forever)));
    assertThat(read.options().longestWait()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void anotherVersionAndAnUnknownKindAreRefused() {
    byte[] question = bytes(new KvQuery.Get("k"), QueryOptions.NOW);
    byte[] newer = question.clone();
    newer[0] = 2;
    assertThatThrownBy(() -> QueryCodec.question(new BinaryReader(newer)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("newer release");
    byte[] unknown = question.clone();
    unknown[question.length - 3] = (byte) 200;
    assertThatThrownBy(() -> QueryCodec.question(new BinaryReader(unknown)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("unknown query 200");
  }

  @Test
  void cutBytesAreRefused() {
    SAMPLES.forEach(
        (query, values) -> {
          byte[] question = bytes(query, OPTIONS);
          byte[] answer = answer(query, values.get(values.size() - 1));
          for (int length = 0; length < question.length; length++) {
            byte[] cut = Arrays.copyOf(question, length);
            assertThatThrownBy(() -> QueryCodec.question(new BinaryReader(cut)))
                .isInstanceOf(CodecException.class);
          }
          for (int length = 0; length < answer.length; length++) {
            byte[] cut = Arrays.copyOf(answer, length);
            assertThatThrownBy(() -> read(query, cut)).isInstanceOf(CodecException.class);
          }
        });
  }

  @Test
  void damagedBytesAreReadAsSomethingOrRefused() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      SAMPLES.forEach(
          (query, values) -> {
            byte[] question = damaged(bytes(query, OPTIONS), random);
            refusedOrRead(() -> QueryCodec.question(new BinaryReader(question)));
            byte[] answer = damaged(answer(query, values.get(values.size() - 1)), random);
            refusedOrRead(() -> read(query, answer));
          });
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    for (int i = 0; i <= random.nextInt(3); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void refusedOrRead(Runnable reading) {
    try {
      reading.run();
    } catch (CodecException expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
    }
  }

  private static byte[] bytes(Query<?> query, QueryOptions options) {
    BinaryWriter out = new BinaryWriter(16);
    QueryCodec.question(out, query, options);
    return out.toBytes();
  }

  @SuppressWarnings("unchecked") // samples are given with their queries
  private static <R> byte[] answer(Query<R> query, Object value) {
    BinaryWriter out = new BinaryWriter(16);
    QueryCodec.answer(out, query, new Answer<>((R) value, 42, true, 7, WatchSet.NONE));
    return out.toBytes();
  }

  private static <R> Answer<R> read(Query<R> query, byte[] bytes) {
    return QueryCodec.answer(new BinaryReader(bytes), query);
  }
}
