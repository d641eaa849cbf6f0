package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lictor.cli.net.AgentException;

/** {@code snapshot restore}: puts a saved registry in place of the servers'. */
final class SnapshotRestoreCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor snapshot restore [options] FILE

          Puts the state that was saved in a file in place of that of the servers, on all of them at
          once. What was written since it was saved is gone. A damaged file changes nothing.

              $ lictor snapshot restore backup.snap
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
  }

  @Override
  public int run(Call call) throws Failure {
    String file = SnapshotFile.operand(call);
    try (InputStream in = SnapshotFile.open(file)) {
      long size = Files.size(Path.of(file));
      call.agent().put("/v1/snapshot", call.writeQuery(), in, size).ok();
    } catch (AgentException e) {
      throw Call.failed("Error restoring snapshot", e);
    } catch (IOException e) {
      throw new Failure("Error restoring snapshot: " + e.getMessage());
    }
    call.say("Restored snapshot");
    return 0;
  }
}
