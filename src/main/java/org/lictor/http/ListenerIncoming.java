package org.lictor.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.jspecify.annotations.Nullable;

/**
 * A request as the container's HTTP listener has read it, whole.
 *
 * @param path asked for more than once, and decoded anew by the container each time
 */
record ListenerIncoming(
    HttpRequestPacket request, String method, String path, @Nullable String query, byte[] content)
    implements Incoming {
  static ListenerIncoming of(HttpRequestPacket request, byte[] content) {
    return new ListenerIncoming(
        request,
        request.getMethod().getMethodString(),
        request.getRequestURI(),
        request.getQueryString(),
        content);
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public String protocol() {
    return request.getProtocolString();
  }

  @Override
  public String remoteAddress() {
    return request.getRemoteAddress();
  }

  @Override
  public long contentLength() {
    return content.length;
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(content);
  }
}
