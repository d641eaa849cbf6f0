package org.lictor.cli;

/** Which entry of the central configuration the flags of a command name. */
record ConfigPath(String kind, String name) {
  /** Adds the flags that {@link #of} reads. */
  static void declare(FlagSet flags) {
    flags.text("kind", "", "Kind of the configuration entry.");
    flags.text("name", "", "Name of the configuration entry.");
  }

  static ConfigPath of(Call call) throws Failure {
    String kind = call.flags().text("kind");
    String name = call.flags().text("name");
    if (kind.isEmpty()) throw new Failure("Must specify the -kind parameter");
    if (name.isEmpty()) throw new Failure("Must specify the -name parameter");
    return new ConfigPath(kind, name);
  }

  /** Where the API has it. */
  String url() {
    return "/v1/config/".concat(kind).concat("/").concat(name);
  }

  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
