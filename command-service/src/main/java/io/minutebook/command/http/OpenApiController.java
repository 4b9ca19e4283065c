package io.minutebook.command.http;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the OpenAPI document; it is made when it is first asked for, to start sooner. */
@RestController
final class OpenApiController {

  static final String PATH = "/v3/api-docs";

  private final ObjectProvider<OpenApiDocument> document;

  OpenApiController(ObjectProvider<OpenApiDocument> document) {
    this.document = document;
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> document() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(document.getObject().bytes());
  }
}
