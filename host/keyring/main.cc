// leave-me-alone-keyring: asks the desktop keyring (Secret Service) for a vault's key and hands it
// over on stdout, or stores the one that comes on stdin. A program of its own, because libsecret
// brings D-Bus, threads and megabytes that the host does not want. Never asks the user anything:
// what is locked is "nothing". How long to wait is for the caller, who may kill it at any time.
//
//   leave-me-alone-keyring find|store|remove ITEM
//
// The exit status says what happened (base/keyring_exit.h). The key is stored as 64 hex digits,
// since keyrings and their viewers expect text.
#include <libsecret/secret.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/keyring_exit.h"

namespace {

constexpr std::size_t kKeyBytes = 32;
using Key = std::array<unsigned char, kKeyBytes>;
using Hex = std::array<char, 2 * kKeyBytes + 1>;

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

const SecretSchema* Schema() {
  static const SecretSchema schema = {
      "org.leavemealone.Vault",
      SECRET_SCHEMA_NONE,
      {{"vault", SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
      0,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr};
  return &schema;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool FromHex(const char* text, Key* key) {
  if (text == nullptr || std::strlen(text) != 2 * kKeyBytes) return false;
  for (std::size_t i = 0; i < kKeyBytes; ++i) {
    const int high = HexDigit(text[2 * i]);
    const int low = HexDigit(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    (*key)[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return true;
}

void ToHex(const Key& key, Hex* text) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < kKeyBytes; ++i) {
    (*text)[2 * i] = kDigits[key[i] >> 4];
    (*text)[2 * i + 1] = kDigits[key[i] & 15];
  }
  text->back() = '\0';
}

// Whether the collection new keys go to is there and open. Storing in a locked one, or without
// one, would make the keyring ask the user.
int FindOpenCollection() {
  GError* error = nullptr;
  const Owned<SecretService> service(
      secret_service_get_sync(SECRET_SERVICE_OPEN_SESSION, nullptr, &error));
  g_clear_error(&error);
  if (!service) return lma::kKeyringUnavailable;
  const Owned<SecretCollection> collection(secret_collection_for_alias_sync(
      service.get(), SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, nullptr, &error));
  g_clear_error(&error);
  if (!collection || secret_collection_get_locked(collection.get()) != FALSE) {
    return lma::kKeyringNothing;
  }
  return lma::kKeyringDone;
}

// A search does not unlock what it finds, where libsecret's plain look-up would ask the user.
Owned<SecretItem> FindOpenItem(const char* item, int* status) {
  GError* error = nullptr;
  const std::unique_ptr<GHashTable, decltype(&g_hash_table_unref)> attributes(
      secret_attributes_build(Schema(), "vault", item, nullptr), g_hash_table_unref);
  GList* items = secret_service_search_sync(nullptr, Schema(), attributes.get(),
                                            SECRET_SEARCH_LOAD_SECRETS, nullptr, &error);
  *status = error != nullptr ? lma::kKeyringUnavailable : lma::kKeyringNothing;
  g_clear_error(&error);
  if (items == nullptr) return nullptr;
  Owned<SecretItem> found(SECRET_ITEM(g_object_ref(items->data)));
  g_list_free_full(items, g_object_unref);
  if (secret_item_get_locked(found.get()) != FALSE) return nullptr;
  *status = lma::kKeyringDone;
  return found;
}

int Find(const char* item) {
  int status = lma::kKeyringNothing;
  const Owned<SecretItem> found = FindOpenItem(item, &status);
  if (!found) return status;
  const std::unique_ptr<SecretValue, void (*)(gpointer)> value(secret_item_get_secret(found.get()),
                                                               secret_value_unref);
  Key key;
  if (!value || !FromHex(secret_value_get_text(value.get()), &key)) return lma::kKeyringNothing;
  const ssize_t written = ::write(STDOUT_FILENO, key.data(), key.size());
  explicit_bzero(key.data(), key.size());
  return written == static_cast<ssize_t>(kKeyBytes) ? lma::kKeyringDone : lma::kKeyringUnavailable;
}

int Store(const char* item) {
  Key key;
  std::size_t got = 0;
  while (got < key.size()) {
    const ssize_t count = ::read(STDIN_FILENO, key.data() + got, key.size() - got);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return lma::kKeyringBadUse;
    got += static_cast<std::size_t>(count);
  }
  if (const int open = FindOpenCollection(); open != lma::kKeyringDone) return open;
  Hex text;
  ToHex(key, &text);
  GError* error = nullptr;
  const gboolean stored =
      secret_password_store_sync(Schema(), SECRET_COLLECTION_DEFAULT, "Leave Me Alone: vault key",
                                 text.data(), nullptr, &error, "vault", item, nullptr);
  g_clear_error(&error);
  explicit_bzero(key.data(), key.size());
  explicit_bzero(text.data(), text.size());
  return stored != FALSE ? lma::kKeyringDone : lma::kKeyringUnavailable;
}

int Remove(const char* item) {
  GError* error = nullptr;
  const gboolean removed =
      secret_password_clear_sync(Schema(), nullptr, &error, "vault", item, nullptr);
  if (error != nullptr) {
    g_clear_error(&error);
    return lma::kKeyringUnavailable;
  }
  return removed != FALSE ? lma::kKeyringDone : lma::kKeyringNothing;
}

}  // namespace

int main(int argc, char** argv) {
  // The key is in this process's memory for a moment.
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const std::string_view verb = argc == 3 ? argv[1] : "";
  if (verb == "find") return Find(argv[2]);
  if (verb == "store") return Store(argv[2]);
  if (verb == "remove") return Remove(argv[2]);
  std::fputs("usage: leave-me-alone-keyring find|store|remove ITEM\n", stderr);
  return lma::kKeyringBadUse;
}
