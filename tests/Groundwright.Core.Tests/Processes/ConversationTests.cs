using System.Threading.Channels;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Processes;

/// <summary>A process that is told things while it runs.</summary>
public sealed class ConversationTests : RunnerTests
{
    [Fact]
    public async Task What_is_said_depends_on_what_is_heard_and_the_end_of_it_is_the_end_of_the_input()
    {
        Needs.Linux();
        var said = Channel.CreateUnbounded<string>();
        var heard = new List<string>();
        said.Writer.TryWrite("one");

        var result = await Runner.Run(new Command("cat", []) { WorkingDirectory = Folder.Path, Conversation = said.Reader }, line =>
        {
            heard.Add(line.Text);
            if (heard.Count == 3) said.Writer.Complete();
            else said.Writer.TryWrite(line.Text + "!");
        }, TestContext.Current.CancellationToken);

        result.Succeeded.ShouldBeTrue();
        heard.ShouldBe(["one", "one!", "one!!"]);
    }

    [Fact]
    public async Task One_that_ends_first_is_not_waited_for()
    {
        Needs.Linux();
        var result = await Runner.Run(new Command("true", []) { WorkingDirectory = Folder.Path, Conversation = Channel.CreateUnbounded<string>().Reader }, null, TestContext.Current.CancellationToken);

        result.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_line_is_whole_up_to_the_length_that_was_asked_for()
    {
        Needs.Linux();
        var heard = new List<string>();
        var command = new Command("sh", ["-c", "head -c 200000 /dev/zero | tr '\\0' x"]) { WorkingDirectory = Folder.Path };

        await Runner.Run(command with { LongestLine = 1_000_000 }, line => heard.Add(line.Text), TestContext.Current.CancellationToken);

        heard.ShouldBe([new string('x', 200_000)]);
    }
}
