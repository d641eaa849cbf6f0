package org.lictor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ServerWaitTest {
  @Test
  void theAddressesAreThoseOfTheGrid() {
    assertThat(ServerWait.addresses("127.0.0.1:8301,[::1]:8302"))
        .containsExactly(
            new InetSocketAddress("127.0.0.1", 8301), new InetSocketAddress("::1", 8302));
  }

  @Test
  void whatHasNoPortIsNoAddress() {
    assertThat(ServerWait.addresses("")).isEmpty();
    assertThat(ServerWait.addresses("host")).isEmpty();
  }
}
