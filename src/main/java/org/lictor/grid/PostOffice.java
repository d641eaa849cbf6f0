package org.lictor.grid;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.internal.services.MembershipAwareService;
import com.hazelcast.internal.services.MembershipServiceEvent;
import com.hazelcast.spi.impl.NodeEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.hazelcast.GridNode;

/**
 * Carries letters between the members of the grid: the {@link Courier} of a client, and the way
 * requests reach a server's {@link Desk}. Hazelcast calls it on its own threads, which it does not
 * keep; any thread asks.
 */
public final class PostOffice implements Courier, ManagedService, MembershipAwareService {
  /** The service's name in Hazelcast. */
  public static final String NAME = "lictor:post";

  private static final byte[] NOTHING = new byte[0];

  private final NodeEngine engine;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile @Nullable Counter counter;
  private volatile String leader = "";
  private volatile @Nullable Address usual;
  private volatile Executor executor = ForkJoinPool.commonPool();
  private final Circulars circulars = new Circulars(new ToAll());

  /** Handles what others ask. The future does not fail. */
  public interface Desk {
    CompletableFuture<byte[]> handle(byte[] request);
  }

  /** Where requests are handled. */
  private record Counter(Desk desk, Supplier<String> leader) {}

  /** A request under way. */
  private record Waiting(
      Address to, byte[] content, List<Address> others, CompletableFuture<byte[]> answer) {}

  PostOffice(NodeEngine engine) {
    this.engine = engine;
  }

  /** The one of a grid's member. */
  public static PostOffice of(HazelcastInstance grid) {
    return GridNode.engine(grid).getService(NAME);
  }

  /**
   * Handles requests with {@code desk} from now on.
   *
   * @param leader the grid address of the member that leads, empty when not known
   * @param executor where requests are handled and answers are heard
   */
  public void open(@Nullable Desk desk, Supplier<String> leader, Executor executor) {
    this.executor = executor;
    counter = desk == null ? null : new Counter(desk, leader);
  }

  /** The letters to all members. */
  public Circulars circulars() {
    return circulars;
  }

  /** Handles no more requests. */
  public void close() {
    counter = null;
  }

  @Override
  public CompletableFuture<byte[]> ask(byte[] request, To to, Duration limit) {
    List<Address> servers = servers(to);
    if (servers.isEmpty()) {
      return CompletableFuture.failedFuture(new NoLeaderException());
    }
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    long number = numbers.incrementAndGet();
    send(number, request, servers, answer);
    CompletableFuture<byte[]> limited = answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<byte[]> told = new CompletableFuture<>();
    limited.whenComplete(
        (reply, problem) -> {
          Waiting over = waiting.remove(number);
          if (over != null && problem instanceof TimeoutException) {
            silent(over);
          }
          hear(told, reply, problem, limit);
        });
    return told;
  }

  /** Who was silent for as long as that is not asked first any more. */
  private void silent(Waiting request) {
    if (request.to().equals(usual) && !request.others().isEmpty()) {
      usual = request.others().get(0);
    }
  }

  private void hear(
      CompletableFuture<byte[]> told,
      byte @Nullable [] reply,
      @Nullable Throwable problem,
      Duration limit) {
    executor.execute(
        () -> {
          if (problem == null) {
            told.complete(reply);
          } else if (problem instanceof TimeoutException) {
            told.completeExceptionally(
                new ServerLostException("no answer for " + limit.toMillis() + " ms"));
          } else {
            told.completeExceptionally(problem);
          }
        });
  }

  private void send(
      long number, byte[] request, List<Address> servers, CompletableFuture<byte[]> answer) {
    Address first = servers.get(0);
    waiting.put(number, new Waiting(first, request, servers.subList(1, servers.size()), answer));
    boolean sent =
        engine
            .getOperationService()
            .send(addressed(new LetterOp(LetterOp.Kind.REQUEST, number, "", request)), first);
    // Gone between the look at the members and now, or right after it was written down.
    if (!sent || engine.getClusterService().getMember(first) == null) {
      tryNext(number);
    }
  }

  private LetterOp addressed(LetterOp letter) {
    letter.setServiceName(NAME);
    return letter;
  }

  /** Nothing was done with the request by the server it went to: another may have it. */
  private void tryNext(long number) {
    Waiting request = waiting.remove(number);
    if (request == null) {
      return;
    }
    if (request.to().equals(usual)) {
      usual = null;
    }
    if (request.others().isEmpty()) {
      request.answer().completeExceptionally(new NoLeaderException());
    } else {
      send(number, request.content(), request.others(), request.answer());
    }
  }

  /** All other servers, the wanted one first. */
  private List<Address> servers(To to) {
    List<Address> servers = new ArrayList<>();
    for (Member member : engine.getClusterService().getMembers()) {
      if (!member.localMember() && MemberAttributes.isServer(member)) {
        servers.add(member.getAddress());
      }
    }
    if (servers.isEmpty()) {
      return servers;
    }
    Address wanted = to == To.LEADER ? leaderAmong(servers) : null;
    if (wanted == null) {
      wanted = usual;
    }
    if (wanted == null || !servers.contains(wanted)) {
      // Another one for each agent, and the same until it goes.
      wanted =
          servers.get(
              Math.floorMod(String.valueOf(engine.getThisAddress()).hashCode(), servers.size()));
    }
    if (to == To.ANY) {
      usual = wanted;
    }
    servers.remove(wanted);
    servers.add(0, wanted);
    return servers;
  }

  private @Nullable Address leaderAmong(List<Address> servers) {
    String known = leader;
    for (Address server : servers) {
      if (text(server).equals(known)) {
        return server;
      }
    }
    return null;
  }

  private static String text(Address address) {
    return address.getHost() + ":" + address.getPort();
  }

  /** Carries letters to all members. */
  private final class ToAll implements Circulars.Post {
    @Override
    public List<String> others() {
      List<String> others = new ArrayList<>();
      for (Member member : engine.getClusterService().getMembers()) {
        if (!member.localMember() && !MemberAttributes.name(member).isEmpty()) {
          others.add(text(member.getAddress()));
        }
      }
      return others;
    }

    @Override
    public boolean has(String member) {
      return address(member) != null;
    }

    @Override
    public void send(String member, boolean answer, long number, byte[] content) {
      Address to = address(member);
      if (to != null) {
        LetterOp.Kind kind = answer ? LetterOp.Kind.CIRCULAR_READ : LetterOp.Kind.CIRCULAR;
        engine.getOperationService().send(addressed(new LetterOp(kind, number, "", content)), to);
      }
    }

    @Override
    public Executor executor(Duration delay) {
      return delay.isZero()
          ? executor
          : CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor);
    }

    private @Nullable Address address(String name) {
      for (Member member : engine.getClusterService().getMembers()) {
        if (text(member.getAddress()).equals(name)) {
          return member.getAddress();
        }
      }
      return null;
    }
  }

  // ---- what Hazelcast brings

  /** What {@link Circulars} knows the member at {@code address} by. */
  String name(Address address) {
    return text(address);
  }

  void requested(Address from, long number, byte[] content) {
    Counter open = counter;
    if (open == null) {
      engine
          .getOperationService()
          .send(addressed(new LetterOp(LetterOp.Kind.NOBODY, number, "", NOTHING)), from);
      return;
    }
    executor.execute(
        () ->
            open.desk()
                .handle(content)
                .thenAccept(
                    reply ->
                        engine
                            .getOperationService()
                            .send(
                                addressed(
                                    new LetterOp(
                                        LetterOp.Kind.REPLY, number, open.leader().get(), reply)),
                                from)));
  }

  void replied(long number, String leads, byte[] content) {
    leader = leads;
    Waiting request = waiting.get(number);
    if (request != null) {
      request.answer().complete(content);
    }
  }

  void nobody(long number) {
    tryNext(number);
  }

  @Override
  public void memberAdded(MembershipServiceEvent event) {
    // Who comes is found when the next request is sent.
  }

  @Override
  public void memberRemoved(MembershipServiceEvent event) {
    Address gone = event.getMember().getAddress();
    waiting
        .values()
        .forEach(
            request -> {
              if (request.to().equals(gone)) {
                request
                    .answer()
                    .completeExceptionally(new ServerLostException(gone + " went away"));
              }
            });
  }

  @Override
  public void init(NodeEngine nodeEngine, Properties properties) {
    // All it needs it was made with.
  }

  /** After a healed partition: whoever was asked before is another one now. */
  @Override
  public void reset() {
    usual = null;
  }

  @Override
  public void shutdown(boolean terminate) {
    close();
    waiting
        .values()
        .forEach(
            request ->
                request
                    .answer()
                    .completeExceptionally(new ServerLostException("this agent is stopping")));
  }
}
