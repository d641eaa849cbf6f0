package org.lictor.boot;

import java.util.List;
import org.lictor.config.Settings;

/** What an agent prints when it starts (Consul 1.8's lines, with what there is here). */
final class Banner {
  private Banner() {}

  static String of(Settings settings) {
    var ports = settings.ports();
    return line("Version", "'" + Versions.LICTOR + "' (speaks Consul " + Versions.INTERFACE + ")")
        + line("Node name", "'" + settings.node().name() + "'")
        + line("Datacenter", "'" + settings.node().datacenter() + "' (Segment: '<all>')")
        + line("Server", settings.role().server() + " (Bootstrap: " + settings.role().solo() + ")")
        + line(
            "Client Addr",
            "["
                + String.join(" ", settings.addresses().client())
                + "] (HTTP: "
                + ports.http()
                + ", HTTPS: "
                + ports.https()
                + ", gRPC: -1, DNS: "
                + ports.dns()
                + ")")
        + line(
            "Cluster Addr",
            settings.addresses().advertise().getHostAddress()
                + " (LAN: "
                + ports.serfLan()
                + ", WAN: "
                + ports.serfWan()
                + ")")
        + line("Heap", (Runtime.getRuntime().maxMemory() >> 20) + " MB");
  }

  /** Where it answers, for the line that says that it does. */
  static String addresses(Settings settings) {
    var ports = settings.ports();
    return "HTTP "
        + at(settings.addresses().http(), ports.http())
        + ", DNS "
        + at(settings.addresses().dns(), ports.dns())
        + ", grid "
        + (settings.role().dev()
            ? "none (dev)"
            : settings.addresses().serf().getHostAddress() + ":" + ports.serfLan());
  }

  private static String at(List<String> hosts, int port) {
    return port <= 0
        ? "off"
        : String.join(" ", hosts.stream().map(host -> host + ":" + port).toList());
  }

  private static String line(String name, String value) {
    return " ".repeat(Math.max(0, 18 - name.length())) + name + ": " + value + "\n";
  }
}
