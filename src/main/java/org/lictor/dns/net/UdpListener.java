package org.lictor.dns.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lictor.dns.DnsDesk;
import org.lictor.dns.DnsResponder;
import org.lictor.dns.Transport;

/**
 * One UDP port, read by a few threads that answer what they read. A flood fills the kernel's queue,
 * not ours, and what does not fit there is lost.
 */
final class UdpListener {
  private static final Logger LOG = System.getLogger(UdpListener.class.getName());

  /**
   * Reading is serialised by the channel anyway; while one waits for a datagram the other answers.
   */
  private static final int READERS = 2;

  private static final int RECEIVE_BUFFER = 4 << 20;

  private final DatagramChannel channel;
  private final DnsResponder responder;
  private final InetSocketAddress address;
  private final List<Thread> threads = new ArrayList<>(READERS);

  UdpListener(InetSocketAddress wanted, DnsResponder responder) throws IOException {
    this.responder = responder;
    channel =
        wanted.getAddress() instanceof java.net.Inet4Address
            ? DatagramChannel.open(StandardProtocolFamily.INET)
            : DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(wanted);
      address = (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException | RuntimeException taken) {
      channel.close();
      throw new IOException(
          "cannot listen for DNS on udp " + wanted + ": " + taken.getMessage(), taken);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  void start() {
    for (int i = 1; i <= READERS; i++) {
      Thread thread = new Thread(this::read, "dns-udp-" + address.getPort() + "-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void read() {
    DnsDesk desk = responder.desk();
    ByteBuffer received = ByteBuffer.allocateDirect(DnsDesk.LONGEST);
    ByteBuffer sent = ByteBuffer.allocateDirect(DnsDesk.LONGEST);
    byte[] request = new byte[DnsDesk.LONGEST];
    byte[] reply = new byte[DnsDesk.LONGEST];
    while (channel.isOpen()) {
      try {
        received.clear();
        SocketAddress client = channel.receive(received);
        int length = received.flip().remaining();
        received.get(request, 0, length);
        InetAddress from = ((InetSocketAddress) client).getAddress();
        int answered = desk.answer(request, length, Transport.UDP, from, reply);
        if (answered == DnsDesk.RECURSE) {
          byte[] asked = Arrays.copyOf(request, length);
          responder.recurse(
              asked, Transport.UDP, from, answer -> send(ByteBuffer.wrap(answer), client));
        } else if (answered > 0) {
          send(sent.clear().put(reply, 0, answered).flip(), client);
        }
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException trouble) {
        // An ICMP error for an earlier reply may be told here; it concerns that client alone.
        LOG.log(Level.DEBUG, "receiving on udp " + address, trouble);
      } catch (RuntimeException | OutOfMemoryError defect) {
        LOG.log(Level.ERROR, "a question on udp " + address + " is left without an answer", defect);
      }
    }
  }

  private void send(ByteBuffer reply, SocketAddress client) {
    try {
      channel.send(reply, client);
    } catch (IOException unreachable) {
      LOG.log(Level.DEBUG, () -> "cannot answer " + client, unreachable);
    }
  }

  void close() {
    Ends.closed(channel);
    Ends.of(threads);
  }
}
