// One handler per message of docs/protocol.md: a checked request in, a result or an error out.
// Handlers gather what is needed and hand it on; policy is in decide/, storage in profile/.
#pragma once

#include "app/session.h"
#include "base/result.h"
#include "protocol/reply.h"
#include "protocol/request.h"

namespace lma::app {

using protocol::Reply;

// handlers/hello.cc
Result<Reply> Handle(const protocol::HelloRequest& request, Session& session);
Result<Reply> Handle(const protocol::HealthRequest& request, Session& session);
// handlers/plan.cc
Result<Reply> Handle(const protocol::PlanRequest& request, Session& session);
// handlers/list_style.cc
Result<Reply> Handle(const protocol::ListStyleRequest& request, Session& session);
// handlers/judge.cc
Result<Reply> Handle(const protocol::JudgeRequest& request, Session& session);
Result<Reply> Handle(const protocol::OptInRequest& request, Session& session);
Result<Reply> Handle(const protocol::ScanRequest& request, Session& session);
Result<Reply> Handle(const protocol::LabelsRequest& request, Session& session);
// handlers/learn.cc
Result<Reply> Handle(const protocol::LearnRequest& request, Session& session);
Result<Reply> Handle(const protocol::UnlearnRequest& request, Session& session);
Result<Reply> Handle(const protocol::LearnedRequest& request, Session& session);
Result<Reply> Handle(const protocol::LearnedSetRequest& request, Session& session);
// handlers/brand.cc
Result<Reply> Handle(const protocol::BrandRequest& request, Session& session);
Result<Reply> Handle(const protocol::BrandsRequest& request, Session& session);
Result<Reply> Handle(const protocol::PreferRequest& request, Session& session);
Result<Reply> Handle(const protocol::EngageRequest& request, Session& session);
Result<Reply> Handle(const protocol::LeftRequest& request, Session& session);
Result<Reply> Handle(const protocol::PauseRequest& request, Session& session);
Result<Reply> Handle(const protocol::ForgetRequest& request, Session& session);
Result<Reply> Handle(const protocol::PreferManyRequest& request, Session& session);
Result<Reply> Handle(const protocol::ForgetManyRequest& request, Session& session);
Result<Reply> Handle(const protocol::MergeRequest& request, Session& session);
Result<Reply> Handle(const protocol::SplitRequest& request, Session& session);
// handlers/journal.cc
Result<Reply> Handle(const protocol::OutcomeRequest& request, Session& session);
Result<Reply> Handle(const protocol::JournalRequest& request, Session& session);
Result<Reply> Handle(const protocol::JournalClearRequest& request, Session& session);
Result<Reply> Handle(const protocol::StatsRequest& request, Session& session);
Result<Reply> Handle(const protocol::StatementRequest& request, Session& session);
// handlers/settings.cc
Result<Reply> Handle(const protocol::SettingsRequest& request, Session& session);
// handlers/transfer.cc
Result<Reply> Handle(const protocol::ExportRequest& request, Session& session);
Result<Reply> Handle(const protocol::UploadRequest& request, Session& session);
Result<Reply> Handle(const protocol::ImportRequest& request, Session& session);

// handlers/keys.cc
Result<Reply> Handle(const protocol::KeysRequest& request, Session& session);
Result<Reply> Handle(const protocol::UnlockRequest& request, Session& session);
Result<Reply> Handle(const protocol::LockRequest& request, Session& session);
Result<Reply> Handle(const protocol::PassphraseRequest& request, Session& session);

}  // namespace lma::app
