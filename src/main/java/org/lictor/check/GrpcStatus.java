package org.lictor.check;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How a call over gRPC ended (<a
 * href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP2</a>).
 *
 * @param code 0 for well
 */
record GrpcStatus(int code, String message) {
  private static final int UNKNOWN = 2;
  private static final int PERMISSION_DENIED = 7;
  private static final int UNIMPLEMENTED = 12;
  private static final int INTERNAL = 13;
  private static final int UNAVAILABLE = 14;
  private static final int UNAUTHENTICATED = 16;

  private static final List<String> NAMES =
      List.of(
          "OK",
          "Canceled",
          "Unknown",
          "InvalidArgument",
          "DeadlineExceeded",
          "NotFound",
          "AlreadyExists",
          "PermissionDenied",
          "ResourceExhausted",
          "FailedPrecondition",
          "Aborted",
          "OutOfRange",
          "Unimplemented",
          "Internal",
          "Unavailable",
          "DataLoss",
          "Unauthenticated");

  /**
   * What the header fields of an answer say; a server that speaks no gRPC says it by HTTP alone.
   */
  static GrpcStatus of(Map<String, String> header) {
    String code = header.getOrDefault("grpc-status", "");
    if (code.matches("[0-9]{1,6}")) {
      return new GrpcStatus(
          Integer.parseInt(code), unescaped(header.getOrDefault("grpc-message", "")));
    }
    String http = header.getOrDefault(":status", "");
    int mapped =
        switch (http) {
          case "400" -> INTERNAL;
          case "401" -> UNAUTHENTICATED;
          case "403" -> PERMISSION_DENIED;
          case "404" -> UNIMPLEMENTED;
          case "429", "502", "503", "504" -> UNAVAILABLE;
          default -> UNKNOWN;
        };
    return new GrpcStatus(
        mapped,
        http.equals("200")
            ? "server closed the stream without sending trailers"
            : "unexpected HTTP status code received from server: " + http);
  }

  boolean ok() {
    return code == 0;
  }

  /** Percent signs and what is not plain ASCII come as {@code %XX}. */
  private static String unescaped(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    String name = code < NAMES.size() ? NAMES.get(code) : "Code(" + code + ")";
    return "rpc error: code = " + name + " desc = " + message;
  }
}
