package io.minutebook.command;

/** Where requests are decided and stored. */
public interface Decisions {

  /**
   * Decides a request on the current state of its stream and stores the events as one commit. A
   * request whose key is known gets the first answer again.
   *
   * @throws Refusal if the request is refused; nothing was stored
   * @throws Busy if more is asked than can be stored at the moment; nothing was stored
   * @throws Unsettled if it could not be found out in time whether it was stored
   */
  Outcome decide(Request request);
}
