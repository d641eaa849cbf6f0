package org.lictor.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.spi.impl.NodeEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.lictor.command.BinaryReader;
import org.lictor.command.ModelCodec;
import org.lictor.model.Coordinate;

/**
 * Measures the ways to the other members of the grid, one at a time, and keeps this one's place by
 * them. {@link #look} is to be called once a {@link #PERIOD}. Any thread.
 */
public final class Surveyor {
  /** As often as Consul's agents probe one another. */
  public static final Duration PERIOD = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger("org.lictor.grid");
  private static final long LIMIT_MILLIS = 5_000;

  private final NodeEngine engine;
  private final Beacon beacon;
  private final RandomGenerator random;
  private final Vivaldi vivaldi;

  public Surveyor(NodeEngine engine, RandomGenerator random) {
    this.engine = engine;
    this.beacon = engine.getService(Beacon.NAME);
    this.random = random;
    this.vivaldi = new Vivaldi(random);
  }

  /** Where this member stands now. */
  public Coordinate coordinate() {
    return vivaldi.coordinate();
  }

  /** Asks one other member where it stands, whichever chance names. Does not wait for it. */
  public void look() {
    List<Member> others = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Member member : engine.getClusterService().getMembers()) {
      if (!member.localMember() && !MemberAttributes.name(member).isEmpty()) {
        others.add(member);
        names.add(MemberAttributes.name(member));
      }
    }
    vivaldi.retain(names);
    if (!others.isEmpty()) {
      ask(others.get(random.nextInt(others.size())));
    }
  }

  private void ask(Member member) {
    long begun = System.nanoTime();
    engine
        .getOperationService()
        .createInvocationBuilder(Beacon.NAME, new PlaceOp(), member.getAddress())
        .setCallTimeout(LIMIT_MILLIS)
        .setTryCount(1)
        .<byte[]>invoke()
        .whenComplete(
            (place, problem) -> {
              double seconds = (System.nanoTime() - begun) / 1e9;
              if (problem == null) {
                answered(MemberAttributes.name(member), place, seconds);
              } else {
                LOG.log(System.Logger.Level.DEBUG, "not measured: " + problem.getMessage());
              }
            });
  }

  private void answered(String member, byte[] place, double seconds) {
    try {
      Coordinate other = ModelCodec.coordinate(new BinaryReader(place)).coordinate();
      beacon.show(vivaldi.measured(member, other, seconds));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, member + " stands nowhere: " + e.getMessage());
    }
  }
}
