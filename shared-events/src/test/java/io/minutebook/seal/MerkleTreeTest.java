package io.minutebook.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  /** The leaves and roots that the tests of Certificate Transparency (RFC 6962) have. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void its_roots_are_those_of_certificate_transparency() {
    MerkleTree tree = new MerkleTree();
    assertThat(tree.root()).hasToString(ROOTS.getFirst());
    for (int i = 0; i < LEAVES.size(); i++) {
      tree.add(HexFormat.of().parseHex(LEAVES.get(i)));
      assertThat(tree.root()).hasToString(ROOTS.get(i + 1));
    }
  }

  @Test
  void an_audit_path_is_that_of_certificate_transparency() {
    List<Hash> leaves =
        LEAVES.stream().map(leaf -> MerkleTree.leaf(HexFormat.of().parseHex(leaf))).toList();

    assertThat(MerkleTree.path(leaves, 0))
        .hasToString(
            "[96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7,"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4]");
  }

  @Test
  void every_leaf_is_held_in_its_place_and_nothing_else_is() {
    for (int size = 1; size <= 40; size++) {
      MerkleTree tree = new MerkleTree();
      List<Hash> leaves = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        tree.add(leaf(i));
        leaves.add(MerkleTree.leaf(leaf(i)));
      }
      for (int i = 0; i < size; i++) {
        List<Hash> path = MerkleTree.path(leaves, i);
        assertThat(MerkleTree.holds(tree.root(), size, i, leaf(i), path)).isTrue();
        assertThat(MerkleTree.holds(tree.root(), size, i, leaf(i + 1), path)).isFalse();
        for (int other = -1; other <= size; other++) {
          assertThat(MerkleTree.holds(tree.root(), size, other, leaf(i), path))
              .isEqualTo(other == i);
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(Hash.ZEROS);
        assertThat(MerkleTree.holds(tree.root(), size, i, leaf(i), longer)).isFalse();
        if (!path.isEmpty()) {
          List<Hash> shorter = path.subList(0, path.size() - 1);
          assertThat(MerkleTree.holds(tree.root(), size, i, leaf(i), shorter)).isFalse();
        }
      }
    }
  }

  private static byte[] leaf(int number) {
    return ("leaf " + number).getBytes(StandardCharsets.UTF_8);
  }
}
