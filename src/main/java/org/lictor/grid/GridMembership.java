package org.lictor.grid;

import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Member;
import org.lictor.model.MemberRow;
import org.lictor.query.MemberQuery;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/** The members that are connected, and those that the registry remembers. Any thread. */
public final class GridMembership implements Membership {
  private final LiveMembers live;
  private final Registry registry;
  private final Writer writer;
  private final @Nullable GridJoin join;
  private final String datacenter;

  /** Writes what an operator decides of members. */
  public interface Writer {
    /** The member is to be taken for one that left. */
    CompletableFuture<Boolean> forceLeft(Member member);

    /** The member is to be forgotten. */
    CompletableFuture<Boolean> forget(Member member);
  }

  /**
   * @param grid null for an agent without one, which can join nobody
   * @param executor joining blocks one of its threads for seconds
   */
  public GridMembership(
      @Nullable HazelcastInstance grid,
      LiveMembers live,
      Registry registry,
      Writer writer,
      String datacenter,
      Executor executor) {
    this.live = live;
    this.registry = registry;
    this.writer = writer;
    this.join = grid == null ? null : new GridJoin(grid, executor);
    this.datacenter = datacenter;
  }

  @Override
  public CompletableFuture<List<Member>> members() {
    return list().thenApply(MemberList::members);
  }

  private CompletableFuture<MemberList> list() {
    return rows().thenApply(rows -> new MemberList(live.live(), rows));
  }

  /** Without a server nothing is remembered, but who is connected is known all the same. */
  private CompletableFuture<List<MemberRow>> rows() {
    if (!live.haveServer()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return registry
        .ask(new MemberQuery.All(), QueryOptions.STALE)
        .handle((answer, problem) -> problem == null ? answer.value() : List.of());
  }

  @Override
  public CompletableFuture<List<Member>> wanMembers() {
    return members()
        .thenApply(
            members -> {
              List<Member> servers = new ArrayList<>();
              for (Member member : members) {
                if (member.isServer()) {
                  servers.add(
                      new Member(
                          member.name() + "." + datacenter,
                          member.address(),
                          member.port(),
                          member.tags(),
                          member.status()));
                }
              }
              return servers;
            });
  }

  @Override
  public CompletableFuture<Integer> join(List<String> addresses) {
    return join == null
        ? CompletableFuture.failedFuture(
            new JoinException("this agent was started without a grid and joins no cluster"))
        : join.join(addresses);
  }

  @Override
  public CompletableFuture<Boolean> forceLeave(String name, boolean prune) {
    return list()
        .thenCompose(
            list -> {
              Member member = list.get(name);
              if (member == null || !list.mayBeForced(name)) {
                return CompletableFuture.completedFuture(member != null);
              }
              CompletableFuture<Boolean> written =
                  prune ? writer.forget(member) : writer.forceLeft(member);
              return written.thenApply(done -> true);
            });
  }
}
