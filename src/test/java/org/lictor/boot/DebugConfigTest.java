package org.lictor.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lictor.config.Environment;
import org.lictor.config.SettingsLoader;

class DebugConfigTest {
  @Test
  void toolsFindAddressesAndPortsUnderTheirNames() {
    assertThat(of("-bind", "10.0.0.1", "-client", "127.0.0.1 ::1", "-serf-lan-port", "7301"))
        .containsEntry("SerfAdvertiseAddrLAN", "tcp://10.0.0.1:7301")
        .containsEntry("RPCAdvertiseAddr", "tcp://10.0.0.1:8300")
        .containsEntry("HTTPAddrs", List.of("tcp://127.0.0.1:8500", "tcp://[::1]:8500"))
        .containsEntry("HTTPSAddrs", List.of())
        .containsEntry("DNSPort", 8600)
        .containsEntry("ServerMode", true)
        .containsEntry("NodeID", "id")
        .containsEntry("DefaultQueryTime", "5m0s");
  }

  @Test
  void aSocketFileThatIsNotServedIsNoAddress() {
    assertThat(of("-hcl", "addresses { http = \"127.0.0.1 unix:///run/lictor.sock\" }"))
        .containsEntry("HTTPAddrs", List.of("tcp://127.0.0.1:8500"));
  }

  @Test
  void secretsAreNotShown() {
    String key = "cg8StVXbQJ0gPvMd9o7yrg==";
    assertThat(of("-hcl", "acl { tokens { agent = \"hush\" } }").toString()).doesNotContain("hush");
    assertThat(of("-encrypt", key).toString()).doesNotContain(key);
  }

  private static Map<String, Object> of(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-server", "-dev"));
    all.addAll(List.of(arguments));
    return DebugConfig.of(SettingsLoader.load(all, Environment.ofProcess()), "id");
  }
}
