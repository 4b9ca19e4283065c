package io.minutebook.query.http;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked over HTTP, as OpenAPI 3.1. What GraphQL answers, its own schema tells. */
@RestController
class OpenApiController {

  @GetMapping("/v3/api-docs")
  ResponseEntity<Resource> document() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache())
        .body(
            new ClassPathResource(
                "query-service-openapi.json", OpenApiController.class.getClassLoader()));
  }
}
