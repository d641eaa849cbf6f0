package org.lictor.dns;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.DecidedCommand;
import org.lictor.command.Outcome;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;
import org.lictor.query.Answer;
import org.lictor.query.AnswerCache;
import org.lictor.query.HealthQuery;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;
import org.lictor.state.StateStore;
import org.lictor.state.TestStore;

/** A registry in memory, with a few words to fill it. */
public final class TestRegistry implements Registry {
  private final StateStore store = new StateStore();
  private final AnswerCache answers = new AnswerCache(store);
  private long index = 1;
  private volatile @Nullable RuntimeException trouble;
  private volatile int peeks;
  private volatile String unready = "";

  @Override
  public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
    return CompletableFuture.completedFuture(peek(query));
  }

  @Override
  public <T> Answer<T> peek(Query<T> query) {
    if (trouble != null) {
      throw trouble;
    }
    peeks++;
    AnswerCache.Seen<T> seen = answers.look(query);
    return new Answer<>(seen.found().value(), seen.found().index(), true, 0, seen.watches());
  }

  @Override
  public boolean ready(Query<?> query) {
    return !(query instanceof HealthQuery.Instances instances)
        || !instances.service().equals(unready);
  }

  /** What is asked of {@code service} has to be fetched first. */
  public void unready(String service) {
    unready = service;
  }

  /** How often it was asked; exact while one thread asks. */
  public int peeks() {
    return peeks;
  }

  /** Every question fails with {@code problem} from now on; with none no more. */
  public void fail(@Nullable RuntimeException problem) {
    trouble = problem;
  }

  public void apply(Command command) {
    Outcome outcome = store.apply(++index, new DecidedCommand(Instant.EPOCH, command));
    if (outcome instanceof Outcome.Refused refused) {
      throw new IllegalArgumentException(refused.message());
    }
  }

  public static Node node(String name, String address) {
    return TestStore.aNode(name, address);
  }

  public static Node node(String name, String address, Map<String, String> meta) {
    return new Node(new NodeName(name), "", address, null, meta, LogIndexes.NONE);
  }

  public static ServiceEntry service(
      String node, String id, String name, String address, int port, String... tags) {
    return new ServiceEntry(
        new NodeName(node),
        new ServiceId(id),
        name,
        "",
        List.of(tags),
        address,
        null,
        null,
        port,
        "",
        Weights.DEFAULT,
        false,
        false,
        null,
        LogIndexes.NONE);
  }

  public static HealthCheck check(String node, String id, String serviceId, String status) {
    return TestStore.aCheck(node, id, status, serviceId);
  }

  public void register(Node node, @Nullable ServiceEntry service, HealthCheck... checks) {
    apply(new Command.Register(node, false, service, List.of(checks)));
  }

  /** Node {@code n<i>} at 10.x.y.z with an instance of {@code service}. */
  public void instances(String service, int count) {
    for (int i = 1; i <= count; i++) {
      String node = service + "-n" + i;
      String address = "10.1." + i / 250 + "." + (i % 250 + 1);
      register(node(node, address), service(node, service, service, "", 8000 + i % 1000));
    }
  }

  public void remove(String node) {
    apply(new Command.Deregister(new NodeName(node), null, null));
  }
}
