package org.lictor.consensus.solo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.consensus.PeerChangeException;
import org.lictor.consensus.Peers;

class SoloPeersTest {
  @Test
  void theServerIsItsOnlyVoterAndLeads() throws IOException {
    try (var log =
        VolatileCommandLog.open(QueueBounds.USUAL, "10.0.0.1:8300", new NumbersHandler())) {
      Peers peers = new SoloPeers("id-1", log);
      assertThat(peers.configuration().join())
          .isEqualTo(
              new Peers.Configuration(
                  0,
                  List.of(
                      new Peers.Peer(
                          "id-1", "10.0.0.1:8300", true, true, new Peers.Progress(1, 0, 0)))));
      assertThatThrownBy(() -> peers.remove("id-1").join())
          .hasCauseInstanceOf(PeerChangeException.class);
    }
  }
}
