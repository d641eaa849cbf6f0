package org.lictor.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.CheckId;
import org.lictor.model.ConfigEntry;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.PreparedQuery;
import org.lictor.model.QueryTemplate;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.ServiceQuery;
import org.lictor.model.Session;
import org.lictor.model.SessionId;

/** Commands of all verbs from a seed, over few names, so that they meet each other. */
final class RandomCommands {
  private final Random random;

  RandomCommands(long seed) {
    random = new Random(seed);
  }

  Command next() {
    return switch (random.nextInt(27)) {
      case 0, 1, 2, 3 -> register();
      case 4 ->
          new Command.Deregister(
              new NodeName(nodeName()), new ServiceId(pick("web", "db", "Web")), null);
      case 5 ->
          new Command.Deregister(new NodeName(nodeName()), null, new CheckId(pick("c1", "c2")));
      case 6 ->
          random.nextInt(4) == 0
              ? new Command.Deregister(new NodeName(nodeName()), null, null)
              : register();
      case 7 -> new Command.KvDelete(key(), random.nextInt(5) == 0, index());
      case 8 -> random.nextInt(5) == 0 ? new Command.TombstoneReap(random.nextInt(300)) : set();
      case 12 ->
          new Command.MemberPut(
              TestStore.aMember(nodeName(), random.nextInt(2), status()), pick("i1", "i2", ""));
      case 13 ->
          random.nextInt(4) == 0
              ? new Command.MemberForget(new NodeName(nodeName()))
              : new Command.MemberPut(TestStore.aMember(nodeName(), 0, status()), "i1");
      case 15 ->
          new Command.ConfigEntrySet(
              new ConfigEntry(
                  kind(), configName(), "{\"a\":" + random.nextInt(2) + "}", LogIndexes.NONE),
              index());
      case 16 -> new Command.ConfigEntryDelete(kind(), configName(), index());
      case 22 ->
          new Command.CoordinatesPut(
              List.of(
                  TestStore.aPlace(nodeName(), pick("", "s"), random.nextInt(3)),
                  TestStore.aPlace(nodeName(), "", random.nextInt(3))));
      case 14 -> new Command.AutopilotSet(autopilot(), index());
      case 17 -> new Command.SessionCreate(session());
      case 18, 19 -> new Command.KvLock(key(), Octets.of("l"), 0, id());
      case 20 ->
          random.nextBoolean()
              ? new Command.KvUnlock(key(), Octets.of("u"), 0, id().value())
              : new Command.SessionDestroy(id(), random.nextInt(3) == 0 ? index() : null);
      case 21 ->
          random.nextInt(3) == 0 ? new Command.SessionTerm() : new Command.SessionCreate(session());
      case 23, 24 -> query();
      case 25, 26 -> new Command.Txn(ops());
      default -> set();
    };
  }

  private List<TxnOp> ops() {
    List<TxnOp> ops = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      ops.add(
          switch (random.nextInt(5)) {
            case 0 -> new TxnOp.OfNode(verb(), "n4", "", node("n4"), random.nextInt(9));
            case 1 ->
                new TxnOp.OfService(
                    verb(),
                    "n1",
                    "web",
                    TestStore.aService("n1", "web", "web", 1),
                    random.nextInt(9));
            case 2 ->
                new TxnOp.OfCheck(
                    verb(),
                    "n1",
                    "c1",
                    TestStore.aCheck("n1", "c1", pick("passing", "critical"), ""),
                    random.nextInt(9));
            default ->
                new TxnOp.Key(
                    TxnOp.KeyVerb.values()[random.nextInt(TxnOp.KeyVerb.values().length)],
                    key(),
                    Octets.of("t"),
                    0,
                    random.nextInt(9),
                    id().value());
          });
    }
    return ops;
  }

  /** Mostly one that can be done. */
  private TxnOp.EntryVerb verb() {
    return random.nextInt(3) > 0
        ? TxnOp.EntryVerb.SET
        : TxnOp.EntryVerb.values()[random.nextInt(TxnOp.EntryVerb.values().length)];
  }

  private String kind() {
    return pick("service-defaults", "proxy-defaults");
  }

  private String configName() {
    return pick("web", "Web", "global");
  }

  private SessionId id() {
    return TestStore.anId(random.nextInt(6));
  }

  private Session session() {
    Session.Behaviour behaviour =
        random.nextInt(3) == 0 ? Session.Behaviour.DELETE : Session.Behaviour.RELEASE;
    String[] checks = random.nextInt(3) == 0 ? new String[] {pick("c1", "C2")} : new String[0];
    return TestStore.aSession(id(), nodeName(), random.nextInt(60), behaviour, checks);
  }

  private Command query() {
    String id = "q" + random.nextInt(4);
    if (random.nextInt(4) == 0) {
      return new Command.PreparedQueryDelete(id);
    }
    QueryTemplate template =
        new QueryTemplate(pick("", QueryTemplate.NAME_PREFIX_MATCH), "", random.nextBoolean());
    return new Command.PreparedQuerySet(
        new PreparedQuery(
            id,
            pick("", "web", "Web", "geo-", "q1"),
            "",
            pick("", "t"),
            template,
            ServiceQuery.of(pick("web", "${name.full}")),
            pick("", "10s"),
            LogIndexes.NONE),
        random.nextInt(3) == 0);
  }

  private AutopilotConfig autopilot() {
    return new AutopilotConfig(
        random.nextBoolean(),
        new GoDuration(random.nextInt(3)),
        random.nextInt(300),
        random.nextInt(4),
        new GoDuration(random.nextInt(3)),
        pick("", "zone"),
        random.nextBoolean(),
        "",
        LogIndexes.NONE);
  }

  private Command set() {
    return new Command.KvSet(key(), Octets.of("v" + random.nextInt(4)), random.nextInt(3), index());
  }

  private Command register() {
    String name = nodeName();
    ServiceEntry service =
        random.nextBoolean()
            ? null
            : TestStore.aService(
                name,
                pick("web", "db", "WEB"),
                pick("web", "db", "Web"),
                random.nextInt(3),
                "t" + random.nextInt(2));
    List<HealthCheck> checks = new ArrayList<>();
    if (random.nextInt(3) > 0) {
      checks.add(
          TestStore.aCheck(
              name,
              pick("c1", "c2"),
              pick("passing", "critical"),
              random.nextInt(3) == 0 ? "" : pick("web", "db")));
    }
    return new Command.Register(node(name), random.nextInt(3) == 0, service, checks);
  }

  private Node node(String name) {
    String id =
        random.nextInt(3) == 0 ? "aaaaaaaa-0000-0000-0000-00000000000" + random.nextInt(4) : "";
    return new Node(
        new NodeName(name),
        id,
        "10.0.0." + random.nextInt(2),
        null,
        random.nextBoolean() ? null : Map.of("k", "v"),
        LogIndexes.NONE);
  }

  private Member.Status status() {
    return Member.Status.valueOf(pick("ALIVE", "LEAVING", "LEFT", "FAILED"));
  }

  private Long index() {
    return random.nextInt(3) == 0 ? (long) random.nextInt(20) : null;
  }

  private String nodeName() {
    return pick("n1", "n2", "N1", "n3");
  }

  private String key() {
    return pick("a", "a/b", "a/b/c", "b", "\uD83D\uDE00", "é/")
        + (random.nextInt(3) == 0 ? random.nextInt(20) : "");
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
