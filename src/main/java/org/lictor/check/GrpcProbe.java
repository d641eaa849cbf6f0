package org.lictor.check;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Asks a server over gRPC whether it serves. */
final class GrpcProbe implements Probe {
  private final GrpcSpec spec;
  private final Dialer dialer;

  GrpcProbe(GrpcSpec spec, ProbeTls tls) {
    this.spec = spec;
    this.dialer = new Dialer(tls);
  }

  @Override
  public ProbeResult run() {
    Deadline deadline = Deadline.in(spec.timeout());
    try (Socket socket = connected(deadline)) {
      Http2Link link = new Http2Link(socket, deadline);
      Http2Link.Answer answer = link.ask(header(), request());
      link.bye();
      GrpcStatus status = GrpcStatus.of(answer.header());
      if (!status.ok()) {
        return ProbeResult.critical(status.toString());
      }
      return HealthAnswer.serves(answer.body())
          ? ProbeResult.passing("gRPC check " + spec.target() + ": success")
          : ProbeResult.critical("gRPC application didn't report service healthy");
    } catch (IOException trouble) {
      return ProbeResult.critical(words(trouble));
    }
  }

  @Override
  public void kill() {
    dialer.kill();
  }

  private Socket connected(Deadline deadline) throws IOException {
    try {
      HostPort target = HostPort.parse(spec.address());
      Socket socket = dialer.dial(target, deadline);
      if (!spec.overTls()) {
        return socket;
      }
      try {
        return dialer.secured(socket, target.host(), spec.tls(), deadline, "h2");
      } catch (IOException trouble) {
        socket.close();
        throw new IOException(
            "authentication handshake failed: " + NetworkWords.talking(trouble), trouble);
      }
    } catch (IOException trouble) {
      if (trouble instanceof SocketTimeoutException
          || trouble.getCause() instanceof SocketTimeoutException) {
        throw new SocketTimeoutException();
      }
      String why = String.valueOf(trouble.getMessage());
      throw new IOException(
          "connection error: desc = \"transport: "
              + (why.startsWith("dial ") ? "Error while dialing: " : "")
              + why
              + "\"",
          trouble);
    }
  }

  private byte[] header() {
    return HeaderBlock.write(
        ":method", "POST",
        ":scheme", spec.overTls() ? "https" : "http",
        ":path", "/grpc.health.v1.Health/Check",
        ":authority", spec.address(),
        "content-type", "application/grpc",
        "user-agent", "Consul Health Check",
        "te", "trailers",
        "grpc-timeout", spec.timeout().toMillis() + "m");
  }

  /** One message, not compressed: field 1 is the service's name. */
  private byte[] request() {
    byte[] name = spec.service().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    if (name.length > 0) {
      message.write(0x0a);
      int rest = name.length;
      for (; rest >= 0x80; rest >>>= 7) {
        message.write(rest & 0x7f | 0x80);
      }
      message.write(rest);
      message.writeBytes(name);
    }
    return ByteBuffer.allocate(5 + message.size())
        .put((byte) 0)
        .putInt(message.size())
        .put(message.toByteArray())
        .array();
  }

  private static String words(IOException trouble) {
    if (trouble instanceof SocketTimeoutException) {
      return "rpc error: code = DeadlineExceeded desc = context deadline exceeded";
    }
    String why =
        trouble instanceof EOFException
            ? "error reading from server: EOF"
            : NetworkWords.talking(trouble);
    return "rpc error: code = Unavailable desc = " + why;
  }
}
