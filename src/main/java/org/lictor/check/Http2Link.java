package org.lictor.check;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client's end of a connection that speaks HTTP/2 from its first byte (RFC 9113 §3.3), for one
 * ping or one request. The JDK's client would not do: without TLS it speaks HTTP/2 only after an
 * upgrade, which gRPC servers do not know; it shows no trailers and sends no pings. Used by one
 * thread; each read waits until the deadline at most.
 */
final class Http2Link {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PUSH_PROMISE = 5;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;

  /** What we did not allow to be exceeded. */
  private static final int MOST_FRAME_BYTES = 16_384;

  /** More than this is no answer to a health check any more; a fresh stream's window as well. */
  private static final int MOST_BYTES = 65_535;

  private static final byte[] OUR_PING = "lictor\0\1".getBytes(StandardCharsets.US_ASCII);

  private static final String[] ERRORS = {
    "NO_ERROR",
    "PROTOCOL_ERROR",
    "INTERNAL_ERROR",
    "FLOW_CONTROL_ERROR",
    "SETTINGS_TIMEOUT",
    "STREAM_CLOSED",
    "FRAME_SIZE_ERROR",
    "REFUSED_STREAM",
    "CANCEL",
    "COMPRESSION_ERROR",
    "CONNECT_ERROR",
    "ENHANCE_YOUR_CALM",
    "INADEQUATE_SECURITY",
    "HTTP_1_1_REQUIRED"
  };

  private final Socket socket;
  private final Deadline deadline;
  private final InputStream in;
  private final OutputStream out;

  /** What a server said: all its header fields, the last ones included, and its content. */
  record Answer(Map<String, String> header, byte[] body) {}

  private record Frame(int type, int flags, int stream, byte[] payload) {
    boolean has(int flag) {
      return (flags & flag) != 0;
    }

    /** The payload of a frame that may be padded, less {@code prefix} bytes of its front. */
    byte[] content(int prefix) throws IOException {
      int pad = 0;
      int from = prefix;
      if (has(PADDED)) {
        from++;
        pad = payload.length == 0 ? 0 : payload[0] & 0xff;
      }
      if (from + pad > payload.length) {
        throw new IOException("connection error: PROTOCOL_ERROR");
      }
      return Arrays.copyOfRange(payload, from, payload.length - pad);
    }
  }

  /** Begins to speak on a connection just opened. */
  Http2Link(Socket socket, Deadline deadline) throws IOException {
    this.socket = socket;
    this.deadline = deadline;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    ByteBuffer settings = ByteBuffer.allocate(12);
    settings.putShort((short) 1).putInt(0); // no table for header fields
    settings.putShort((short) 2).putInt(0); // no push
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    start.writeBytes(PREFACE);
    start.writeBytes(frame(SETTINGS, 0, 0, settings.array()));
    out.write(start.toByteArray());
  }

  /** Says goodbye, so that the server does not take the end of the connection for a failure. */
  void bye() {
    try {
      out.write(frame(GOAWAY, 0, 0, new byte[8]));
    } catch (IOException alreadyGone) {
      // It has said so itself then.
    }
  }

  /** Returns when the other end has answered a ping. */
  void ping() throws IOException {
    out.write(frame(PING, 0, 0, OUR_PING));
    while (true) {
      Frame frame = next();
      if (frame.type == PING && frame.has(ACK) && Arrays.equals(frame.payload, OUR_PING)) {
        return;
      }
    }
  }

  /** Sends a request, and returns the answer when all of it is there. */
  Answer ask(byte[] header, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(frame(HEADERS, END_HEADERS, 1, header));
    request.writeBytes(frame(DATA, END_STREAM, 1, body));
    out.write(request.toByteArray());
    Map<String, String> fields = new TreeMap<>();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      Frame frame = next();
      if (frame.stream != 1) {
        continue;
      }
      if (frame.type == RST_STREAM) {
        throw new IOException("stream error: stream ID 1; " + error(frame.payload, 0));
      }
      if (frame.type == DATA) {
        content.writeBytes(frame.content(0));
      } else if (frame.type == HEADERS) {
        fields.putAll(HeaderBlock.read(header(frame)));
      }
      if (content.size() > MOST_BYTES) {
        throw new IOException("answer is too long");
      }
      if ((frame.type == DATA || frame.type == HEADERS) && frame.has(END_STREAM)) {
        return new Answer(fields, content.toByteArray());
      }
    }
  }

  /** A header block, which may go on in further frames. */
  private byte[] header(Frame first) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(first.content(first.has(PRIORITY) ? 5 : 0));
    Frame frame = first;
    while (!frame.has(END_HEADERS)) {
      frame = read();
      if (frame.type != CONTINUATION || block.size() > MOST_BYTES) {
        throw new IOException("connection error: PROTOCOL_ERROR");
      }
      block.writeBytes(frame.payload);
    }
    return block.toByteArray();
  }

  /** The next frame that is for the caller; what the connection needs is done on the way. */
  private Frame next() throws IOException {
    while (true) {
      Frame frame = read();
      switch (frame.type) {
        case SETTINGS -> {
          if (!frame.has(ACK)) {
            out.write(frame(SETTINGS, ACK, 0, new byte[0]));
          }
        }
        case PING -> {
          if (frame.has(ACK)) {
            return frame;
          }
          out.write(frame(PING, ACK, 0, frame.payload));
        }
        case GOAWAY ->
            throw new IOException("http2: server sent GOAWAY: " + error(frame.payload, 4));
        case PUSH_PROMISE -> throw new IOException("connection error: PROTOCOL_ERROR");
        default -> {
          return frame;
        }
      }
    }
  }

  private Frame read() throws IOException {
    ByteBuffer head = ByteBuffer.wrap(bytes(9));
    int lengthAndType = head.getInt();
    int length = lengthAndType >>> 8;
    if (length > MOST_FRAME_BYTES) {
      throw new IOException("http2: frame too large");
    }
    int flags = head.get() & 0xff;
    int stream = head.getInt() & Integer.MAX_VALUE;
    return new Frame(lengthAndType & 0xff, flags, stream, bytes(length));
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      socket.setSoTimeout(deadline.millisLeft());
      int count = in.read(bytes, at, length - at);
      if (count < 0) {
        throw new EOFException();
      }
      at += count;
    }
    return bytes;
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static String error(byte[] payload, int from) {
    int code = payload.length < from + 4 ? -1 : ByteBuffer.wrap(payload).getInt(from);
    return code >= 0 && code < ERRORS.length ? ERRORS[code] : "unknown error";
  }
}
