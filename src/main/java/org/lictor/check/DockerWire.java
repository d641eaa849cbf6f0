package org.lictor.check;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One request to Docker's API, over whichever kind of socket it has. The only reader and writer is
 * the thread of the probe; {@link #kill} may come from another.
 */
final class DockerWire {
  private static final String VERSION = "/v1.24";
  private final DockerEndpoint endpoint;
  private final Deadline deadline;
  private final OpenOne<SocketChannel> open = new OpenOne<>();

  DockerWire(DockerEndpoint endpoint, Deadline deadline) {
    this.endpoint = endpoint;
    this.deadline = deadline;
  }

  /** What is done with an answer while its connection is open. */
  interface Reader<T> {
    T read(HttpAnswer answer) throws IOException;
  }

  /** Asks, and lets the answer be read. The connection is closed when this returns. */
  <T> T ask(String method, String path, String body, Reader<T> reader) throws IOException {
    try (SocketChannel channel = open.next(endpoint::open);
        Selector selector = Selector.open()) {
      SelectionKey key = channel.register(selector, 0);
      connect(channel, selector, key);
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      String head =
          method
              + " "
              + VERSION
              + path
              + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + content.length
              + "\r\n\r\n";
      write(channel, selector, key, head.getBytes(StandardCharsets.UTF_8));
      write(channel, selector, key, content);
      return reader.read(HttpAnswer.read(block -> read(channel, selector, key, block)));
    }
  }

  /** Breaks off what is under way; every later request fails. */
  void kill() {
    open.kill();
  }

  private void connect(SocketChannel channel, Selector selector, SelectionKey key)
      throws IOException {
    try {
      if (channel.connect(endpoint.address())) {
        return;
      }
      do {
        await(selector, key, SelectionKey.OP_CONNECT);
      } while (!channel.finishConnect());
    } catch (IOException refused) {
      throw new IOException(
          "Cannot connect to the Docker daemon at "
              + endpoint.host()
              + ". Is the docker daemon running? ("
              + NetworkWords.reason(refused)
              + ")",
          refused);
    }
  }

  private void write(SocketChannel channel, Selector selector, SelectionKey key, byte[] bytes)
      throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      if (channel.write(rest) == 0) {
        await(selector, key, SelectionKey.OP_WRITE);
      }
    }
  }

  private int read(SocketChannel channel, Selector selector, SelectionKey key, byte[] block)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(block);
    int count = channel.read(buffer);
    while (count == 0) {
      await(selector, key, SelectionKey.OP_READ);
      count = channel.read(buffer);
    }
    return count;
  }

  private void await(Selector selector, SelectionKey key, int operation) throws IOException {
    key.interestOps(operation);
    int ready = selector.select(deadline.millisLeft());
    selector.selectedKeys().clear();
    if (ready == 0 && !key.isValid()) {
      throw new SocketTimeoutException("operation was canceled");
    }
  }
}
