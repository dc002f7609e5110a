using Groundwright.Cli.Tests.Fakes;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Parsing;

public class CompletionTests
{
    [Theory]
    [InlineData("runs re", "resume,retry,reject,resolve")]
    [InlineData("do", "document,doctor")]
    [InlineData("runs list --a", "--all")]
    [InlineData("completion ", "bash,fish,zsh")]
    [InlineData("runs show 7k", "7k2m9xqd")]
    [InlineData("approve ", "7k2m9xqd")]
    [InlineData("retry ", "")]
    public async Task What_can_follow_is_offered(string typed, string offered)
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().AtGate());
        (await session.Type(["complete", "--", .. typed.Split(' ')])).ShouldBe(0, session.Error);
        var names = string.Join(',', session.Output.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')[0]));
        names.ShouldBe(offered);
    }

    [Fact]
    public async Task Bash_completes_through_the_script_that_the_program_prints()
    {
        Needs.Tool("bash", "install bash");
        using var folder = new TemporaryDirectory();
        var session = new Session();
        await session.Type("completion", "bash");
        // A stand-in for gw shows what the script asks, and answers as gw does: a name, a tab, words.
        folder.Write("gw", "#!/bin/bash\nprintf '%s|' \"$@\" > \"$(dirname \"$0\")/asked\"\nprintf '7k2m9xqd\\twaiting · Add a log bucket\\n7k2zzzzz\\tfailed\\n'\n");
        ChildProcess.Run("chmod", ["+x", folder["gw"]]);
        folder.Write("script", session.Output);
        folder.Write("try", "source ./script\ncomplete -p gw\nCOMP_WORDS=(./gw runs show 7k)\nCOMP_CWORD=3\n_gw\nprintf '<%s>' \"${COMPREPLY[@]}\"\n");
        var (exit, output) = ChildProcess.Run("bash", ["--noprofile", "--norc", "try"], folder.Path);
        exit.ShouldBe(0, output);
        output.ShouldContain("complete -F _gw gw");
        output.ShouldContain("<7k2m9xqd><7k2zzzzz>");
        (await File.ReadAllTextAsync(folder["asked"], TestContext.Current.CancellationToken)).ShouldBe("complete|--|runs|show|7k|");
    }

    [Theory]
    [InlineData("zsh", "#compdef gw")]
    [InlineData("fish", "complete -c gw")]
    public async Task Other_shells_get_their_scripts(string shell, string line)
    {
        var session = new Session();
        await session.Type("completion", shell);
        session.Output.ShouldContain(line);
        session.Output.ShouldContain("complete --");
    }
}
