package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.consensus.Peers.Configuration;
import org.lictor.consensus.Peers.Peer;

class DeadPeerTest {
  /**
   * Each letter is a peer, named by its place: L the leader, v a live voter, x one that has been
   * gone for long, s one that has been gone for a short while, n a live one that does not vote, z
   * one of those that has been gone for long, X the leader gone for long, as one's own view of it
   * may be wrong.
   */
  @ParameterizedTest(name = "{0} with {1} spare of {2} expected: {3}")
  @CsvSource({
    // nobody is dead
    "Lvv,    1, 3, none",
    "Lvvv,   0, 3, none",
    // nobody takes its place
    "Lvx,    0, 3, none",
    "L,      0, 1, none",
    // somebody does
    "Lvx,    1, 3, 2",
    "Lxv,    1, 3, 1",
    "Lvvxx,  2, 5, 3",
    "Lvvvx,  1, 5, 4",
    // not for long enough
    "Lvs,    1, 3, none",
    "Lvvsx,  1, 5, 4",
    // one spare is one place: two at once would leave the cluster smaller than it was made
    "Lvvx,   0, 4, none",
    "Lvvx,   1, 5, none",
    // it is a peer already
    "Lvvx,   0, 3, 3",
    "Lvvvxx, 0, 4, 4",
    "Lvvvvx, 0, 5, 5",
    // without a majority nothing
    "Lx,     1, 2, none",
    "Lvxx,   2, 4, none",
    "Lvxxx,  3, 5, none",
    "Lxx,    2, 3, none",
    // who does not vote is not missed
    "Lvvz,   0, 3, 3",
    "Lvxz,   0, 3, 3",
    "Lxxz,   2, 3, none",
    "Lvxn,   0, 3, none",
    // never the leader
    "Xvv,    1, 3, none",
  })
  void isRemovedOnlyWhenTheClusterComesBackToItsSizeWithoutIt(
      String shape, int spares, int expected, String removed) {
    List<Peer> peers = new ArrayList<>();
    Set<String> live = new HashSet<>();
    Set<String> dead = new HashSet<>();
    for (int i = 0; i < shape.length(); i++) {
      char kind = shape.charAt(i);
      String id = Integer.toString(i);
      peers.add(
          new Peer(id, "10.0.0." + i + ":8300", "LX".indexOf(kind) >= 0, "nz".indexOf(kind) < 0));
      if ("Lvn".indexOf(kind) >= 0) {
        live.add(id);
      }
      if ("xzX".indexOf(kind) >= 0) {
        dead.add(id);
      }
    }
    DeadPeer decision = new DeadPeer(new Configuration(1, peers), live, dead, spares);
    assertThat(decision.toRemove(expected).map(Peer::id).orElse("none")).isEqualTo(removed);
  }
}
