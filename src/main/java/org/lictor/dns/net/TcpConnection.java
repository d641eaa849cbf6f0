package org.lictor.dns.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: messages behind their lengths (RFC 1035 §4.2.2), any number of them on
 * the way at once. While the client does not take its replies its further questions wait in its own
 * network buffers. The serving thread's alone.
 */
final class TcpConnection implements TcpAnswers.Sink {
  private static final int FIRST_INPUT = 512;

  /** Replies that wait beyond this stop the reading. */
  private static final int MOST_UNSENT = 256 << 10;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final TcpAnswers answers;
  private final @Nullable InetAddress client;
  private ByteBuffer input = ByteBuffer.allocate(FIRST_INPUT);
  private byte[] unsent = new byte[FIRST_INPUT];
  private int unsentFrom;
  private int unsentTo;
  private int promised;
  private boolean inputEnded;
  private long lastActive = System.nanoTime();

  TcpConnection(SocketChannel channel, SelectionKey key, TcpAnswers answers) {
    this.channel = channel;
    this.key = key;
    this.answers = answers;
    client = channel.socket().getInetAddress();
  }

  boolean open() {
    return channel.isOpen();
  }

  long idleNanos(long now) {
    return now - lastActive;
  }

  /** Reads, answers and writes what can be without waiting. */
  void ready() {
    try {
      if (!inputEnded && unsent() < MOST_UNSENT) {
        int count = channel.read(input);
        inputEnded = count < 0;
        lastActive = count > 0 ? System.nanoTime() : lastActive;
      }
      proceed();
    } catch (IOException gone) {
      close();
    }
  }

  private void proceed() throws IOException {
    int before;
    do {
      answerMessages();
      before = unsent();
      write();
    } while (unsent() < before && hasMessage());
    if (inputEnded && unsent() == 0 && promised == 0) {
      close();
    } else if (key.isValid()) {
      boolean reads = !inputEnded && unsent() < MOST_UNSENT;
      key.interestOps(
          (reads ? SelectionKey.OP_READ : 0) | (unsent() > 0 ? SelectionKey.OP_WRITE : 0));
    }
  }

  private boolean hasMessage() {
    return input.position() >= 2 && input.position() >= 2 + messageLength();
  }

  private int messageLength() {
    return (input.get(0) & 0xFF) << 8 | input.get(1) & 0xFF;
  }

  private void answerMessages() {
    while (unsent() < MOST_UNSENT && hasMessage()) {
      byte[] message = new byte[messageLength()];
      input.flip().position(2);
      input.get(message);
      input.compact();
      answers.answer(message, client, this);
    }
    if (input.position() >= 2 && input.capacity() < 2 + messageLength()) {
      input = ByteBuffer.allocate(2 + messageLength()).put(input.flip());
    }
  }

  private int unsent() {
    return unsentTo - unsentFrom;
  }

  private void write() throws IOException {
    if (unsent() > 0) {
      int count = channel.write(ByteBuffer.wrap(unsent, unsentFrom, unsent()));
      unsentFrom += count;
      lastActive = count > 0 ? System.nanoTime() : lastActive;
    }
    if (unsentFrom == unsentTo) {
      unsentFrom = 0;
      unsentTo = 0;
    }
  }

  @Override
  public void now(byte[] octets, int length) {
    int needed = length + 2;
    if (unsentTo + needed > unsent.length) {
      byte[] from = unsent;
      int waiting = unsent();
      unsent =
          waiting + needed > from.length
              ? new byte[Math.max(2 * from.length, waiting + needed)]
              : from;
      System.arraycopy(from, unsentFrom, unsent, 0, waiting);
      unsentFrom = 0;
      unsentTo = waiting;
    }
    unsent[unsentTo] = (byte) (length >> 8);
    unsent[unsentTo + 1] = (byte) length;
    System.arraycopy(octets, 0, unsent, unsentTo + 2, length);
    unsentTo += needed;
  }

  @Override
  public void promised() {
    promised++;
  }

  @Override
  public void kept(byte[] octets) {
    promised--;
    if (open()) {
      now(octets, octets.length);
      ready();
    }
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException ignored) {
      // The client is gone, which is what was wanted.
    }
  }
}
