package io.minutebook.benchmark.read;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The document of a meeting's minutes as it is stored, found by its id and written as JSON. */
@RestController
class BareDocument {

  private final MongoCollection<Document> documents;

  BareDocument(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  @GetMapping(path = "/meetings/{series}/{day}/bare")
  ResponseEntity<String> find(@PathVariable String series, @PathVariable String day) {
    Document found = documents.find(Filters.eq("_id", "meeting/" + series + "/" + day)).first();
    return found == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(found.toJson());
  }
}
