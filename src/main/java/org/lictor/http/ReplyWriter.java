package org.lictor.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes replies to servlet responses. */
final class ReplyWriter {
  private ReplyWriter() {}

  static void write(Reply reply, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(reply.status());
    for (int i = 0; i < reply.headers().size(); i += 2) {
      response.setHeader(reply.headers().get(i), reply.headers().get(i + 1));
    }
    Path file = reply.body().file();
    if (file != null) {
      response.setContentLengthLong(Files.size(file));
      Files.copy(file, response.getOutputStream());
      return;
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
