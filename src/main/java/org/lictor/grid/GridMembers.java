package org.lictor.grid;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is connected, as Hazelcast knows it. Any thread. */
public final class GridMembers implements LiveMembers {
  private final Cluster cluster;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public GridMembers(HazelcastInstance grid) {
    this.cluster = grid.getCluster();
    cluster.addMembershipListener(
        new MembershipListener() {
          @Override
          public void memberAdded(MembershipEvent event) {
            listeners.forEach(Runnable::run);
          }

          @Override
          public void memberRemoved(MembershipEvent event) {
            listeners.forEach(Runnable::run);
          }
        });
  }

  @Override
  public List<Live> live() {
    List<Live> live = new ArrayList<>();
    for (Member member : cluster.getMembers()) {
      String name = MemberAttributes.name(member);
      if (!name.isEmpty()) {
        live.add(
            new Live(
                new org.lictor.model.Member(
                    name,
                    member.getAddress().getHost(),
                    member.getAddress().getPort(),
                    MemberAttributes.tags(member),
                    org.lictor.model.Member.Status.ALIVE),
                MemberAttributes.incarnation(member)));
      }
    }
    return live;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
