package org.lictor.dns.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.dns.DnsResponder;
import org.lictor.dns.DnsSettings;
import org.lictor.dns.TestRegistry;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

@Timeout(60)
class DnsListenersTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final TestRegistry registry = new TestRegistry();
  private final DnsResponder responder =
      new DnsResponder(
          registry,
          () -> DnsSettings.DEFAULT,
          InstantSource.system(),
          new SplittableRandom(1),
          () -> 0);
  private DnsListeners listeners;
  private int port;

  @BeforeEach
  void open() throws IOException {
    registry.instances("few", 3);
    registry.instances("many", 1000);
    listeners = DnsListeners.open(List.of(new InetSocketAddress(LOOPBACK, 0)), responder);
    port = listeners.addresses().get(0).getPort();
  }

  @AfterEach
  void close() {
    listeners.close();
    responder.close();
  }

  private static Message query(String name, int type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
  }

  private static void send(DatagramSocket socket, byte[] octets, int port) throws IOException {
    socket.send(new DatagramPacket(octets, octets.length, LOOPBACK, port));
  }

  private static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.setSoTimeout(10_000);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** What comes back for {@code octets}; null when the next question is answered first. */
  private byte[] reaction(byte[] octets) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      Message next = query("few.service.consul.", Type.A);
      next.getHeader().setID(0xABCD);
      send(socket, octets, port);
      byte[] first = receive(socket, next);
      return first;
    }
  }

  private byte[] receive(DatagramSocket socket, Message next) throws IOException {
    // Two readers may overtake each other, so the next question is asked often enough to be sure.
    for (int i = 0; i < 20; i++) {
      send(socket, next.toWire(), port);
      byte[] reply = receive(socket);
      if (ByteBuffer.wrap(reply).getShort() != (short) 0xABCD) {
        return reply;
      }
    }
    return null;
  }

  @Test
  void whatCannotBeReadIsAFormErrorAndWhatIsNoQuestionGetsSilence() throws IOException {
    Message asked = query("few.service.consul.", Type.A);
    byte[] octets = asked.toWire();

    byte[] reply = octets.clone();
    reply[2] |= (byte) 0x80;
    assertThat(reaction(reply)).isNull();
    assertThat(reaction(Arrays.copyOf(octets, 11))).isNull();

    assertThat(new Message(reaction(Arrays.copyOf(octets, octets.length - 3))).getRcode())
        .isEqualTo(Rcode.FORMERR);
    byte[] noQuestion = Arrays.copyOf(octets, 12);
    noQuestion[5] = 0;
    assertThat(new Message(reaction(noQuestion)).getRcode()).isEqualTo(Rcode.FORMERR);
    byte[] loop = octets.clone();
    loop[12] = (byte) 0xC0;
    loop[13] = 12;
    Message error = new Message(reaction(loop));
    assertThat(error.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(error.getHeader().getID()).isEqualTo(asked.getHeader().getID());

    Message update = query("few.service.consul.", Type.A);
    update.getHeader().setOpcode(Opcode.UPDATE);
    assertThat(new Message(reaction(update.toWire())).getRcode()).isEqualTo(Rcode.NOTIMP);
    Message future = query("few.service.consul.", Type.A);
    future.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);
    assertThat(new Message(reaction(future.toWire())).getRcode()).isEqualTo(Rcode.BADVERS);
  }

  @Test
  void fiveThousandPacketsOfNonsenseHarmNobody() throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    Message model = query("few.service.consul.", Type.SRV);
    model.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    byte[] good = model.toWire();
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 5000; i++) {
        byte[] octets;
        if (i % 3 == 0) {
          octets = new byte[random.nextInt(80)];
          random.nextBytes(octets);
        } else {
          octets = Arrays.copyOf(good, i % 3 == 1 ? good.length : random.nextInt(good.length + 8));
          for (int change = random.nextInt(4); change > 0 && octets.length > 0; change--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
          }
        }
        send(socket, octets, port);
      }
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      send(socket, query("few.service.consul.", Type.A).toWire(), port);
      assertThat(new Message(receive(socket)).getSection(Section.ANSWER)).hasSize(3);
    }
  }

  @Test
  void aDefectIsAServerFailureAndTheListenerLivesOn() throws IOException {
    registry.fail(new IllegalStateException("for the test"));
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 5; i++) {
        send(socket, query("few.service.consul.", Type.A).toWire(), port);
        Message reply = new Message(receive(socket));
        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
      }
      registry.fail(null);
      send(socket, query("few.service.consul.", Type.A).toWire(), port);
      assertThat(new Message(receive(socket)).getRcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void questionsOverTcpMayComeTogetherAndInPieces() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Set<Integer> ids = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      Message asked = query(i % 10 == 0 ? "many.service.consul." : "few.service.consul.", Type.A);
      asked.getHeader().setID(i);
      ids.add(i);
      byte[] octets = asked.toWire();
      all.write(octets.length >> 8);
      all.write(octets.length);
      all.write(octets);
    }
    try (Socket socket = new Socket(LOOPBACK, port)) {
      byte[] octets = all.toByteArray();
      // In the middle of a length, in the middle of a message, and the rest at once; nothing is
      // read meanwhile.
      socket.getOutputStream().write(octets, 0, 1);
      socket.getOutputStream().flush();
      socket.getOutputStream().write(octets, 1, 20);
      socket.getOutputStream().flush();
      socket.getOutputStream().write(octets, 21, octets.length - 21);
      socket.shutdownOutput();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (!ids.isEmpty()) {
        byte[] reply = new byte[in.readUnsignedShort()];
        in.readFully(reply);
        Message message = new Message(reply);
        int id = message.getHeader().getID();
        assertThat(message.getSection(Section.ANSWER)).hasSize(id % 10 == 0 ? 1000 : 3);
        assertThat(ids.remove(id)).isTrue();
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void moreConnectionsThanThereMayBeCloseTheOldest() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 513; i++) {
        sockets.add(new Socket(LOOPBACK, port));
      }
      sockets.get(0).setSoTimeout(10_000);
      assertThat(sockets.get(0).getInputStream().read()).isEqualTo(-1);
      byte[] octets = query("few.service.consul.", Type.A).toWire();
      Socket last = sockets.get(512);
      last.getOutputStream().write(new byte[] {0, (byte) octets.length});
      last.getOutputStream().write(octets);
      assertThat(last.getInputStream().read()).isZero();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    assertThatThrownBy(
            () -> DnsListeners.open(List.of(new InetSocketAddress(LOOPBACK, port)), responder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen for DNS on udp")
        .hasMessageContaining(String.valueOf(port));
    try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
      int taken = other.getLocalPort();
      assertThatThrownBy(
              () -> DnsListeners.open(List.of(new InetSocketAddress(LOOPBACK, taken)), responder))
          .hasMessageContaining("cannot listen for DNS on tcp")
          .hasMessageContaining(String.valueOf(taken));
      // What was opened before the failure is closed again.
      new DatagramSocket(taken, LOOPBACK).close();
    }
  }

  @Test
  void afterCloseThePortIsFree() throws IOException {
    listeners.close();
    try (DnsListeners again =
        DnsListeners.open(List.of(new InetSocketAddress(LOOPBACK, port)), responder)) {
      assertThat(again.addresses()).containsExactly(new InetSocketAddress(LOOPBACK, port));
    }
  }
}
