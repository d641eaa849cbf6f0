package org.lictor.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One message to one recursor, over the network that the client used. Waits for the answer. */
final class Forward {
  private final InetSocketAddress recursor;
  private final Duration timeout;

  Forward(InetSocketAddress recursor, Duration timeout) {
    this.recursor = recursor;
    this.timeout = timeout;
  }

  /** Null when there is no answer in time. */
  byte @Nullable [] ask(byte[] request, Transport transport) {
    try {
      return transport == Transport.UDP ? overUdp(request) : overTcp(request);
    } catch (IOException noAnswer) {
      return null;
    }
  }

  private byte[] overUdp(byte[] request) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(recursor);
      socket.send(new DatagramPacket(request, request.length));
      DatagramPacket answer = new DatagramPacket(new byte[DnsDesk.LONGEST], DnsDesk.LONGEST);
      do {
        socket.setSoTimeout(millisUntil(end));
        answer.setLength(DnsDesk.LONGEST);
        socket.receive(answer);
      } while (!answers(request, answer.getData(), answer.getLength()));
      return Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  private byte[] overTcp(byte[] request) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    try (Socket socket = new Socket()) {
      socket.connect(recursor, millisUntil(end));
      byte[] framed = new byte[request.length + 2];
      WireForm.putShort(framed, 0, request.length);
      System.arraycopy(request, 0, framed, 2, request.length);
      new DataOutputStream(socket.getOutputStream()).write(framed);
      socket.setSoTimeout(millisUntil(end));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      if (!answers(request, answer, answer.length)) {
        throw new IOException("not an answer to what was asked");
      }
      return answer;
    }
  }

  private static int millisUntil(long end) throws IOException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new java.net.SocketTimeoutException();
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  /** Same id, and a reply. */
  private static boolean answers(byte[] request, byte[] answer, int length) {
    return length >= PlainRequest.HEADER
        && answer[0] == request[0]
        && answer[1] == request[1]
        && (answer[2] & 0x80) != 0;
  }
}
