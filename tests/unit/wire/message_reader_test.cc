#include "wire/message_reader.h"

#include <gtest/gtest.h>

#include <thread>

#include "pipe.h"

namespace lma::wire {
namespace {

using State = MessageReader::State;

// Reads on until there is a message or the end; "" with the state when there is none.
std::string ReadNext(MessageReader& reader, State* state) {
  std::span<char> message;
  *state = reader.Next(&message);
  while (*state == State::kNeedMore) {
    reader.Fill();
    *state = reader.Next(&message);
  }
  return *state == State::kMessage ? std::string(message.data(), message.size()) : std::string();
}

TEST(MessageReaderTest, HandsOutTwoMessagesThatCameInOneWrite) {
  Pipe pipe;
  ASSERT_TRUE(pipe.Put(Framed("first") + Framed("second")));
  MessageReader reader(pipe.reader());
  State state = State::kNeedMore;
  EXPECT_EQ(ReadNext(reader, &state), "first");
  EXPECT_EQ(ReadNext(reader, &state), "second");
  pipe.CloseWriter();
  ReadNext(reader, &state);
  EXPECT_EQ(state, State::kEnd);
}

TEST(MessageReaderTest, JoinsAMessageThatCameByteByByte) {
  Pipe pipe;
  MessageReader reader(pipe.reader());
  std::span<char> message;
  const std::string bytes = Framed("slowly");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    ASSERT_EQ(reader.Next(&message), State::kNeedMore) << i;
    ASSERT_TRUE(pipe.Put(bytes.substr(i, 1)));
    reader.Fill();
  }
  ASSERT_EQ(reader.Next(&message), State::kMessage);
  EXPECT_EQ(std::string(message.data(), message.size()), "slowly");
}

TEST(MessageReaderTest, TakesTheLongestMessageAndTheOneAfterIt) {
  Pipe pipe;
  const std::string longest(kMaxMessageBytes, 'x');
  std::thread writer([&] {
    const std::string bytes = Framed(longest) + Framed("after");
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t count = ::write(pipe.writer(), bytes.data() + sent, bytes.size() - sent);
      if (count <= 0) return;
      sent += static_cast<std::size_t>(count);
    }
  });
  MessageReader reader(pipe.reader());
  State state = State::kNeedMore;
  EXPECT_EQ(ReadNext(reader, &state), longest);
  EXPECT_EQ(ReadNext(reader, &state), "after");
  writer.join();
}

TEST(MessageReaderTest, RefusesLengthsOfZeroAndOverTheLimit) {
  for (const std::uint32_t length : {0u, kMaxMessageBytes + 1, 0xffffffffu}) {
    Pipe pipe;
    std::string bytes(sizeof(length), '\0');
    std::memcpy(bytes.data(), &length, sizeof(length));
    ASSERT_TRUE(pipe.Put(bytes));
    MessageReader reader(pipe.reader());
    State state = State::kNeedMore;
    ReadNext(reader, &state);
    EXPECT_EQ(state, State::kBadLength) << length;
  }
}

TEST(MessageReaderTest, TellsAnEndInsideAMessageFromAnEndBetweenTwo) {
  for (const std::size_t cut : {1u, 3u, 4u, 7u}) {
    Pipe pipe;
    ASSERT_TRUE(pipe.Put(Framed("cut off").substr(0, cut)));
    pipe.CloseWriter();
    MessageReader reader(pipe.reader());
    State state = State::kNeedMore;
    ReadNext(reader, &state);
    EXPECT_EQ(state, State::kTorn) << cut;
  }
}

}  // namespace
}  // namespace lma::wire
