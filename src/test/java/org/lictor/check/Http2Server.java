package org.lictor.check;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks just enough HTTP/2 to answer one ping or one request a connection as it was told. */
final class Http2Server implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  /** What came of a request. */
  record Request(Map<String, String> header, byte[] body) {}

  private final ServerSocket listener;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Thread serving;
  private volatile boolean answersPings = true;

  Http2Server() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    serving = new Thread(this::serve, "http2-server");
    serving.setDaemon(true);
    serving.start();
  }

  /** Adds a frame to what every request is answered with. */
  Http2Server frame(int type, int flags, int stream, byte[] payload) {
    answer.writeBytes(bytes(type, flags, stream, payload));
    return this;
  }

  Http2Server headers(int flags, String... fields) {
    return frame(HEADERS, END_HEADERS | flags, 1, HeaderBlock.write(fields));
  }

  /** From now on says nothing to a ping. */
  void ignorePings() {
    answersPings = false;
  }

  Request request() throws InterruptedException {
    Request request = requests.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  String authority() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    // The port listens until the thread that waits in accept has let it go.
    try {
      serving.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        answer(client);
      } catch (IOException clientWentAway) {
        continue;
      }
    }
  }

  private void answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    byte[] preface = in.readNBytes(24);
    if (!new String(preface, StandardCharsets.US_ASCII).startsWith("PRI * HTTP/2.0")) {
      return;
    }
    out.write(bytes(SETTINGS, 0, 0, new byte[] {0, 3, 0, 0, 0, 100}));
    Map<String, String> header = Map.of();
    while (true) {
      ByteBuffer head = ByteBuffer.wrap(in.readNBytes(9));
      if (head.remaining() < 9) {
        return;
      }
      int length = head.getInt(0) >>> 8;
      int type = head.get(3);
      boolean ack = (head.get(4) & 1) != 0;
      byte[] payload = in.readNBytes(length);
      if (type == SETTINGS && !ack) {
        out.write(bytes(SETTINGS, 1, 0, new byte[0]));
      } else if (type == PING && !ack && answersPings) {
        out.write(bytes(PING, 0, 0, new byte[8])); // one of the server's own comes first
        out.write(bytes(PING, 1, 0, payload));
      } else if (type == HEADERS) {
        header = HeaderBlock.read(payload);
      } else if (type == DATA) {
        requests.add(new Request(header, payload));
        out.write(answer.toByteArray());
      }
    }
  }

  private static byte[] bytes(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }
}
