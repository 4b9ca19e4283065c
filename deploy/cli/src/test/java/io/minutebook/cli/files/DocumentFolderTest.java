package io.minutebook.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFolderTest {

  @TempDir Path folder;

  @Test
  void every_file_of_a_folder_is_named_in_one_of_the_lists() throws IOException {
    for (String name :
        new String[] {
          "b-20200511.md",
          "a-20200518.md",
          "z-20200504.md",
          "README.md",
          "again-2020-05-04.md",
          "logo.png"
        }) {
      Files.writeString(folder.resolve(name), "# Minutes\n");
    }
    DocumentFolder read = DocumentFolder.read(folder);

    assertThat(read.documents())
        .extracting(DocumentFile::name)
        .containsExactly("again-2020-05-04.md", "b-20200511.md", "a-20200518.md");
    assertThat(read.unusable())
        .extracting(it -> it.path().getFileName() + ": " + it.reason())
        .containsExactly(
            "README.md: its name has no date (YYYYMMDD or YYYY-MM-DD)",
            "z-20200504.md: again-2020-05-04.md is of the same day; put -2 after the date of a"
                + " second meeting");
    assertThat(read.others()).containsExactly(folder.resolve("logo.png"));
  }

  @Test
  void a_file_that_is_named_is_taken_whatever_its_ending() throws IOException {
    Path file = Files.writeString(folder.resolve("20200504.txt"), "# Minutes\n");
    assertThat(DocumentFolder.read(file).documents()).hasSize(1);
  }
}
