// The vault's file on disk: makes it, opens it, and reads and writes its header.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "profile/sqlite.h"
#include "vault/header.h"
#include "vault/keys.h"

namespace lma::profile {

struct VaultFile {
  Database database;
  vault::Header header;
};

// Opens an existing vault as far as it goes without a key. Errors as OpenProfile (profile/open.h).
Result<VaultFile> OpenVaultFile(const std::string& folder);

// The database's path.
std::string VaultPath(const std::string& folder);
// Whether there is something to be opened. kVaultMissing, kVaultCorrupt (empty, or no regular file,
// or a log without its database), kIo.
Status CheckVaultFile(const std::string& folder);
// The header, or the copy of it where that is damaged.
Result<vault::Header> ReadEitherHeader(Database* database);
// Makes an empty vault's database at `path`, where an empty file may stand.
Status MakeDatabase(const std::string& path, const vault::Header& header, const vault::Keys& keys);

// Makes an empty vault that appears in one step, and never over another one: kVaultMissing's
// opposite, kBadRequest, says that a vault is there by now.
Status MakeVaultFile(const std::string& folder, const vault::Header& header,
                     const vault::Keys& keys);

// Reads the header, lets `change` edit it and writes it, in one transaction. kVaultLocked: it is
// not the one called `vault_id` any more, so that `keys` are not this vault's.
Status ChangeHeader(Database* database, const vault::Keys& keys, std::string_view vault_id,
                    const std::function<Status(vault::Header*)>& change);

// Writes application id and schema version.
Status MarkAsVault(Database* database);

// The header and its copy, inside a transaction of the caller's. The copy is kept among the
// records, in another page of the file, for RepairVault: a vault without its header is lost.
inline constexpr int kHeaderCopyTable = 8;
Status WriteHeader(Database* database, const vault::Header& header, const vault::Keys& keys);

}  // namespace lma::profile
