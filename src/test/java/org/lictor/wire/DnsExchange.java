package org.lictor.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes to a DNS listener and tells what came back, and asks a plain question to see that it
 * is well. Knows just enough of RFC 1035 for that: ids, response codes and the answer count.
 */
final class DnsExchange {
  private static final List<String> RCODES =
      List.of(
          "NOERROR",
          "FORMERR",
          "SERVFAIL",
          "NXDOMAIN",
          "NOTIMP",
          "REFUSED",
          "YXDOMAIN",
          "YXRRSET",
          "NXRRSET",
          "NOTAUTH");
  private static final int PROBE_ID = 0x7ee7;
  private static final int ANSWER_WITHIN_MILLIS = 5_000;

  /**
   * How much later than the answer to a question asked afterwards an answer may come before it
   * counts as none.
   */
  private static final int GRACE_MILLIS = 150;

  private final InetSocketAddress server;
  private final byte[] probe;

  /**
   * @param domain the domain the server answers for, such as {@code consul}
   */
  DnsExchange(InetSocketAddress server, String domain) {
    this.server = server;
    this.probe = soaQuestion(domain);
  }

  private static byte[] soaQuestion(String domain) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(
        new byte[] {(byte) (PROBE_ID >> 8), (byte) PROBE_ID, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (var label : domain.split("\\.")) {
      message.write(label.length());
      message.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    message.writeBytes(new byte[] {0, 0, 6, 0, 1});
    return message.toByteArray();
  }

  /** Sends a datagram, then a plain question, and returns what the former was answered with. */
  String overUdp(byte[] message) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(server);
      socket.send(new DatagramPacket(message, message.length));
      socket.send(new DatagramPacket(probe, probe.length));
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      String outcome = null;
      var well = false;
      while (!well || outcome == null) {
        var answer = receive(socket);
        if (answer == null && !well)
          throw new AssertionError("UDP: a plain question is not answered any more");
        if (answer == null) return MalformedPacket.NONE;
        if (isProbe(answer)) {
          checkProbe(answer);
          well = true;
          socket.setSoTimeout(GRACE_MILLIS);
        } else {
          outcome = outcome(message, answer);
        }
      }
      return outcome;
    }
  }

  private static byte @Nullable [] receive(DatagramSocket socket) throws IOException {
    var packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    } catch (SocketTimeoutException e) {
      return null;
    }
  }

  /**
   * Writes bytes to a connection and returns what came back, then asks a plain question on another
   * connection.
   *
   * @param message what the answer's id is compared with
   * @param mayBeSilent whether not to wait long for an answer
   */
  String overTcp(byte[] stream, byte[] message, boolean mayBeSilent) throws IOException {
    try (var socket = new Socket(server.getAddress(), server.getPort())) {
      socket.getOutputStream().write(stream);
      if (mayBeSilent) checkProbe(askOverTcp());
      socket.setSoTimeout(mayBeSilent ? GRACE_MILLIS : ANSWER_WITHIN_MILLIS);
      var answer = read(socket);
      if (!mayBeSilent) checkProbe(askOverTcp());
      return answer == null ? MalformedPacket.NONE : outcome(message, answer);
    }
  }

  private byte[] askOverTcp() throws IOException {
    try (var socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      socket.getOutputStream().write(framed(probe));
      var answer = read(socket);
      if (answer == null)
        throw new AssertionError("TCP: a plain question is not answered any more");
      return answer;
    }
  }

  private static byte @Nullable [] read(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    try {
      var message = new byte[in.readUnsignedShort()];
      in.readFully(message);
      return message;
    } catch (SocketTimeoutException | SocketException | EOFException e) {
      return null; // silent, reset or closed: no answer in any case
    }
  }

  /** The message with its length in front (RFC 1035, 4.2.2). */
  static byte[] framed(byte[] message) {
    var frame = new ByteArrayOutputStream();
    frame.write(message.length >> 8);
    frame.write(message.length);
    frame.writeBytes(message);
    return frame.toByteArray();
  }

  private static boolean isProbe(byte[] answer) {
    return answer.length >= 12
        && answer[0] == (byte) (PROBE_ID >> 8)
        && answer[1] == (byte) PROBE_ID;
  }

  private static void checkProbe(byte[] answer) {
    if (!isProbe(answer) || (answer[3] & 15) != 0 || answer[7] == 0) {
      throw new AssertionError(
          "a plain question is not answered well any more: " + HexFormat.of().formatHex(answer));
    }
  }

  private static String outcome(byte[] message, byte[] answer) {
    if (answer.length < 12) return "an answer of " + answer.length + " bytes";
    if (message.length < 2 || answer[0] != message[0] || answer[1] != message[1])
      return "an answer with another id";
    if ((answer[2] & 0x80) == 0) return "an answer that is a question";
    var rcode = answer[3] & 15;
    return rcode < RCODES.size() ? RCODES.get(rcode) : "rcode " + rcode;
  }
}
