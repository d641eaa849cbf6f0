package org.lictor.http;

import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of a test's, without a body. */
record Asked(String method, String path, @Nullable String query, Map<String, String> headers)
    implements Incoming {
  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public String protocol() {
    return "HTTP/1.1";
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1";
  }

  @Override
  public long contentLength() {
    return 0;
  }

  @Override
  public InputStream body() {
    return InputStream.nullInputStream();
  }
}
