package io.minutebook.cli;

/** Stands in for the command where only the launcher is tested: says what it was given. */
public final class Echo {

  private Echo() {}

  public static void main(String[] args) {
    System.out.println("java " + Runtime.version().feature());
    System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
    for (String arg : args) {
      System.out.println("[" + arg + "]");
    }
    System.exit(args.length > 0 && args[0].equals("fail") ? 1 : 0);
  }
}
