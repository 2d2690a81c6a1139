#include "wire/message_writer.h"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "pipe.h"
#include "wire/message_reader.h"

namespace lma::wire {
namespace {

TEST(MessageWriterTest, WhatItWritesTheReaderReads) {
  Pipe pipe;
  MessageWriter writer(pipe.writer());
  ASSERT_TRUE(writer.Write("hello"));
  MessageReader reader(pipe.reader());
  reader.Fill();
  std::span<char> message;
  ASSERT_EQ(reader.Next(&message), MessageReader::State::kMessage);
  EXPECT_EQ(std::string(message.data(), message.size()), "hello");
}

TEST(MessageWriterTest, WritesMoreThanAPipeHolds) {
  Pipe pipe;
  const std::string large(1'000'000, 'y');
  std::thread writing([&] { EXPECT_TRUE(MessageWriter(pipe.writer()).Write(large)); });
  MessageReader reader(pipe.reader());
  std::span<char> message;
  while (reader.Next(&message) == MessageReader::State::kNeedMore) reader.Fill();
  writing.join();
  EXPECT_EQ(std::string(message.data(), message.size()), large);
}

TEST(MessageWriterTest, ReportsAReaderThatIsGone) {
  std::signal(SIGPIPE, SIG_IGN);
  int fds[2];
  ASSERT_EQ(::pipe(fds), 0);
  ::close(fds[0]);
  const Status status = MessageWriter(fds[1]).Write("nobody");
  ::close(fds[1]);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace lma::wire
