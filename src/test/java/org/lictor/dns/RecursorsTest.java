package org.lictor.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.dns.DnsSettings.Limits;
import org.lictor.dns.DnsSettings.Recursion;
import org.lictor.dns.DnsSettings.Soa;
import org.lictor.dns.DnsSettings.Ttls;
import org.lictor.dns.net.DnsListeners;
import org.xbill.DNS.Message;

/**
 * Recursors are other listeners of our own here, with another domain, or sockets that never answer.
 */
@Timeout(60)
class RecursorsTest {
  private static final InetSocketAddress FREE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static DnsSettings settings(String domain, InetSocketAddress... recursors) {
    Recursion recursion = new Recursion(List.of(recursors), Duration.ofMillis(300), false);
    return new DnsSettings(
        domain, "", "dc1", Ttls.NONE, Limits.DEFAULT, Soa.DEFAULT, recursion, false, true, true);
  }

  private static InetSocketAddress addressOf(DatagramSocket socket) {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private static DnsListeners open(TestRegistry registry, DnsSettings settings) throws IOException {
    return DnsListeners.open(
        List.of(FREE),
        new DnsResponder(
            registry, () -> settings, InstantSource.system(), new SplittableRandom(3), () -> 0));
  }

  @Test
  void theFirstWithAnAnswerIsRelayed() throws IOException {
    TestRegistry other = new TestRegistry();
    other.instances("web", 1);
    try (DatagramSocket silent = new DatagramSocket(FREE);
        DnsListeners refuses = open(new TestRegistry(), settings("third"));
        DnsListeners answers = open(other, settings("example"));
        DnsListeners ours =
            open(
                new TestRegistry(),
                settings(
                    "consul",
                    addressOf(silent),
                    refuses.addresses().get(0),
                    answers.addresses().get(0)))) {
      int port = ours.addresses().get(0).getPort();
      assertThat(lines("web.service.example. A", port))
          .containsExactly("NOERROR qr aa rd", "AN web.service.example. 0 A 10.1.0.2");
      assertThat(lines("nope.service.example. A", port)).first().isEqualTo("NXDOMAIN qr aa rd");
      assertThat(lines("nope.service.consul. A", port)).first().isEqualTo("NXDOMAIN qr aa rd ra");
      assertThat(DnsTable.lines(overTcp("web.service.example. A", port), false)).hasSize(2);
    }
  }

  @Test
  void anAddressThatIsNotOursMayBeSomebodyElses() throws IOException {
    TestRegistry other = new TestRegistry();
    other.instances("web", 1);
    try (DnsListeners answers = open(other, settings("example"));
        DnsListeners ours =
            open(new TestRegistry(), settings("consul", answers.addresses().get(0)))) {
      assertThat(lines("2.0.1.10.in-addr.arpa. PTR", ours.addresses().get(0).getPort()))
          .containsExactly(
              "NOERROR qr aa rd", "AN 2.0.1.10.in-addr.arpa. 0 PTR web-n1.node.dc1.example.");
    }
  }

  @Test
  void whereOurNamesLeadToOthersIsLookedUp() throws IOException {
    TestRegistry other = new TestRegistry();
    other.instances("web", 2);
    TestRegistry registry = new TestRegistry();
    registry.register(
        TestRegistry.node("n1", "web.service.example"),
        TestRegistry.service("n1", "out", "out", "web-n1.node.example", 80));
    try (DatagramSocket silent = new DatagramSocket(FREE);
        DnsListeners answers = open(other, settings("example"));
        DnsListeners ours =
            open(registry, settings("consul", addressOf(silent), answers.addresses().get(0)));
        DnsListeners lonely = open(registry, settings("consul", addressOf(silent)))) {
      int port = ours.addresses().get(0).getPort();
      assertThat(lines("n1.node.consul. A", port))
          .containsExactly(
              "NOERROR qr aa rd ra", "AN n1.node.consul. 0 CNAME web.service.example.",
              "AN web.service.example. 0 A 10.1.0.2", "AN web.service.example. 0 A 10.1.0.3");
      assertThat(lines("out.service.consul. A", port))
          .containsExactly(
              "NOERROR qr aa rd ra",
              "AN out.service.consul. 0 CNAME web-n1.node.example.",
              "AN web-n1.node.example. 0 A 10.1.0.2");
      assertThat(lines("out.service.consul. SRV", port))
          .containsExactly(
              "NOERROR qr aa rd ra",
              "AN out.service.consul. 0 SRV 1 1 80 web-n1.node.example.",
              "AD web-n1.node.example. 0 A 10.1.0.2");
      assertThat(lines("out.service.consul. A", lonely.addresses().get(0).getPort()))
          .containsExactly(
              "NOERROR qr aa rd ra", "AN out.service.consul. 0 CNAME web-n1.node.example.");
    }
  }

  @Test
  void whenAllFailTheServerHasFailedAndSaysThatItRecurses() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(FREE);
        DnsListeners ours = open(new TestRegistry(), settings("consul", addressOf(silent)))) {
      int port = ours.addresses().get(0).getPort();
      assertThat(lines("www.example.org. A", port)).containsExactly("SERVFAIL qr rd ra");
      assertThat(lines("www.example.org. A edns=1232", port))
          .containsExactly("SERVFAIL qr rd ra", "AD OPT 1232");
    }
  }

  @Test
  void anAnswerWithAnotherIdIsNotBelieved() throws IOException, InterruptedException {
    try (DatagramSocket liar = new DatagramSocket(FREE);
        DnsListeners ours = open(new TestRegistry(), settings("consul", addressOf(liar)))) {
      Thread lying =
          new Thread(
              () -> {
                try {
                  DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                  liar.receive(packet);
                  byte[] reply = Arrays.copyOf(packet.getData(), packet.getLength());
                  reply[0] ^= 1;
                  reply[2] |= (byte) 0x80;
                  liar.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                } catch (IOException closed) {
                  throw new java.io.UncheckedIOException(closed);
                }
              });
      lying.start();
      assertThat(lines("www.example.org. A", ours.addresses().get(0).getPort()))
          .containsExactly("SERVFAIL qr rd ra");
      lying.join();
    }
  }

  private static List<String> lines(String question, int port) throws IOException {
    Message request = new DnsTable.Row(question, List.of()).request();
    Message reply = DnsTable.ask(request, port);
    assertThat(reply.getHeader().getID()).isEqualTo(request.getHeader().getID());
    return DnsTable.lines(reply, false);
  }

  private static Message overTcp(String question, int port) throws IOException {
    byte[] octets = new DnsTable.Row(question, List.of()).request().toWire();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      byte[] framed = new byte[octets.length + 2];
      framed[1] = (byte) octets.length;
      System.arraycopy(octets, 0, framed, 2, octets.length);
      socket.getOutputStream().write(framed);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] reply = new byte[in.readUnsignedShort()];
      in.readFully(reply);
      return new Message(reply);
    }
  }
}
