package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes replies to servlet responses. */
final class ReplyWriter {
  private ReplyWriter() {}

  static void write(Reply reply, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(reply.status());
    for (int i = 0; i < reply.headers().size(); i += 2) {
      response.setHeader(reply.headers().get(i), reply.headers().get(i + 1));
    }
    byte[] bytes = reply.body().plain();
    if (reply.gzippedFor(request)) {
      bytes = reply.body().gzipped();
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
