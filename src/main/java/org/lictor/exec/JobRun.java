package org.lictor.exec;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lictor.check.ExecutableName;
import org.lictor.check.ScriptProcess;
import org.lictor.check.ScriptSpec;

/**
 * One job, from its acknowledgement to its exit code. Runs on a thread of its own, which it keeps
 * for as long as the process runs.
 */
final class JobRun {
  private static final Logger LOG = System.getLogger("org.lictor.exec");

  /** The exit code of what could not be run, or not to its end. */
  private static final int FAILED = 255;

  private static final byte[] NOTHING = {};

  private final JobPlace place;
  private final String node;
  private final JobKeys keys;
  private final Executor readers;

  JobRun(JobPlace place, String node, JobKeys keys, Executor readers) {
    this.place = place;
    this.node = node;
    this.keys = keys;
    this.readers = readers;
  }

  void run() {
    try {
      Job job = job();
      if (job == null || !write(place.ack(node), NOTHING)) {
        return;
      }
      LOG.log(Level.INFO, "remote exec: session=" + place.session() + " " + described(job));
      int code = execute(job);
      boolean told =
          write(place.exit(node), Integer.toString(code).getBytes(StandardCharsets.UTF_8));
      LOG.log(
          Level.INFO,
          "remote exec ended: session=" + place.session() + " exit_code=" + code + " told=" + told);
    } catch (IOException | CompletionException trouble) {
      LOG.log(
          Level.WARNING,
          "remote exec failed: session=" + place.session() + " error=" + trouble.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static String described(Job job) {
    return job.script().length > 0
        ? "script of " + job.script().length + " bytes"
        : job.args().isEmpty() ? "command=" + job.command() : "args=" + job.args();
  }

  /** A server that lags behind may not have the job yet. */
  private @Nullable Job job() throws IOException {
    byte[] value = keys.read(place.job(), false).join();
    if (value == null) {
      value = keys.read(place.job(), true).join();
    }
    if (value == null) {
      LOG.log(Level.WARNING, "remote exec: there is no job: key=" + place.job());
      return null;
    }
    return JobFormat.job(value);
  }

  private int execute(Job job) throws InterruptedException {
    Path file = null;
    try {
      List<String> command = job.args();
      if (job.script().length > 0) {
        file = spilled(job.script());
        command = ScriptSpec.shellCommand(file.toString());
      } else if (command.isEmpty()) {
        command = ScriptSpec.shellCommand(job.command());
      }
      Optional<String> problem = ExecutableName.problem(command.get(0));
      if (problem.isPresent()) {
        throw new IOException(problem.get());
      }
      return follow(ScriptProcess.start(command), job);
    } catch (IOException notStarted) {
      LOG.log(Level.WARNING, "remote exec: failed to start: error=" + notStarted.getMessage());
      return FAILED;
    } finally {
      if (file != null) {
        delete(file);
      }
    }
  }

  /** Passes the output on until the process ends; ends it when nobody wants that any more. */
  private int follow(ScriptProcess process, Job job) throws InterruptedException {
    boolean done = false;
    try {
      OutputChunks chunks = new OutputChunks();
      readers.execute(() -> read(chunks, process));
      int number = 0;
      for (byte[] piece = chunks.next(job.quiet());
          piece != null;
          piece = chunks.next(job.quiet())) {
        if (!write(place.output(node, number++), piece)) {
          LOG.log(Level.WARNING, "remote exec: the session is gone: session=" + place.session());
          return FAILED;
        }
      }
      while (!process.exitsWithin(TimeUnit.MILLISECONDS.toNanos(job.quiet().toMillis()))) {
        if (!write(place.output(node, number++), NOTHING)) {
          return FAILED;
        }
      }
      done = true;
      return process.exitCode();
    } catch (CompletionException notWritten) {
      LOG.log(Level.WARNING, "remote exec: output not written: " + notWritten.getMessage());
      return FAILED;
    } finally {
      if (!done) {
        process.killTree();
      }
    }
  }

  private static void read(OutputChunks chunks, ScriptProcess process) {
    try {
      chunks.readAll(process.output());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path spilled(byte[] script) throws IOException {
    Path file =
        Files.createTempFile(
            "rexec",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.write(file, script);
    return file;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot delete " + file + ": " + e.getMessage());
    }
  }

  private boolean write(String key, byte[] value) {
    return keys.write(key, value, place.session()).join();
  }
}
