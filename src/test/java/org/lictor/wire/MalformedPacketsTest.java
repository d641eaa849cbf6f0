package org.lictor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MalformedPacketsTest {
  private static final byte[] BAD =
      MalformedPacket.of("x | both | none | 1a01 0100 0000 0000 0000 0000").message();

  private DatagramSocket udp;
  private ServerSocket tcp;

  /** The third and fourth byte of the answer to what is no probe; null for silence. */
  private volatile byte @Nullable [] flags = {(byte) 0x81, 1};

  private volatile boolean well = true;

  @BeforeEach
  void startAListenerThatIsTold() throws IOException {
    while (udp == null) {
      tcp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      try {
        udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
      } catch (BindException taken) {
        tcp.close();
      }
    }
    RawHttp.THREAD_EACH.execute(this::serveUdp);
    RawHttp.THREAD_EACH.execute(this::serveTcp);
  }

  @AfterEach
  void stopIt() throws IOException {
    udp.close();
    tcp.close();
  }

  private void serveUdp() {
    try {
      while (!udp.isClosed()) {
        var packet = new DatagramPacket(new byte[512], 512);
        udp.receive(packet);
        var answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (answer != null)
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      if (!udp.isClosed()) throw new UncheckedIOException(e);
    }
  }

  private void serveTcp() {
    try {
      while (!tcp.isClosed()) {
        try (Socket connection = tcp.accept()) {
          var in = new DataInputStream(connection.getInputStream());
          var answer = answer(in.readNBytes(in.readUnsignedShort()));
          if (answer != null) connection.getOutputStream().write(DnsExchange.framed(answer));
        }
      }
    } catch (IOException e) {
      if (!tcp.isClosed()) throw new UncheckedIOException(e);
    }
  }

  private byte @Nullable [] answer(byte[] message) {
    var isProbe = message[0] == 0x7e;
    if (isProbe ? !well : flags == null) return null;
    var answer = Arrays.copyOf(message, Math.max(12, message.length));
    answer[2] = isProbe ? (byte) 0x81 : flags[0];
    answer[3] = isProbe ? 0 : flags[1];
    answer[7] = 1;
    return answer;
  }

  @Test
  void theCorpusIsLargeAndNamesEachMistakeOnce() {
    var names = new HashSet<String>();
    assertThat(MalformedPackets.all())
        .hasSizeGreaterThan(70)
        .allMatch(packet -> names.add(packet.what()));
  }

  @Test
  void bytesMayBeWrittenInSeveralWays() {
    assertThat(
            HexFormat.of()
                .formatHex(
                    MalformedPacket.of(
                            "x | udp | none | 00ff name(a.bc) labels(d) text(e) repeat(0102,2)")
                        .message()))
        .isEqualTo("00ff01610262630001646501020102");
    assertThat(MalformedPacket.of("x | udp | none | random(1,5)").message())
        .hasSize(5)
        .isEqualTo(MalformedPacket.of("y | udp | none | random(1,5)").message());
    assertThatThrownBy(() -> MalformedPacket.of("x | udp | none | zz")).hasMessage("not bytes: zz");
    assertThatThrownBy(() -> MalformedPacket.of("x | smoke | none | 00"))
        .hasMessageContaining("not a packet");
  }

  @Test
  void theRightCodeIsRight() {
    play("FORMERR");
  }

  @Test
  void anotherCodeIsWrongOnEachTransport() {
    assertThatThrownBy(() -> play("NOTIMP"))
        .hasMessage(
            "x\n  expected [NOTIMP] but found udp FORMERR\n  expected [NOTIMP] but found tcp FORMERR");
  }

  @Test
  void silenceIsRightOnlyWhereItIsNamed() {
    flags = null;
    play("none");
    assertThatThrownBy(() -> play("FORMERR"))
        .hasMessage(
            "x\n  expected [FORMERR] but found udp none\n  expected [FORMERR] but found tcp none");
  }

  @Test
  void anAnswerWhereSilenceIsDueIsWrong() {
    assertThatThrownBy(() -> play("none")).hasMessageContaining("found udp FORMERR");
  }

  @Test
  void anAnswerThatIsAQuestionIsWrong() {
    flags = new byte[] {1, 1};
    assertThatThrownBy(() -> play("FORMERR")).hasMessageContaining("an answer that is a question");
  }

  private void play(String outcome) {
    MalformedPackets.play(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort()),
        "consul",
        MalformedPacket.of("x | both | " + outcome + " | " + HexFormat.of().formatHex(BAD)));
  }
}
