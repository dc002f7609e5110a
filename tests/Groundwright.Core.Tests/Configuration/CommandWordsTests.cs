using FsCheck.Fluent;
using Groundwright.Core.Configuration;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration;

public class CommandWordsTests
{
    [Theory]
    [InlineData("./bin/plan", new[] { "./bin/plan" })]
    [InlineData("  a   b ", new[] { "a", "b" })]
    [InlineData("a 'b c' \"d e\" f\\ g", new[] { "a", "b c", "d e", "f g" })]
    [InlineData("a b'c'\"d\"", new[] { "a", "bcd" })]
    [InlineData("a '' \"\"", new[] { "a", "", "" })]
    [InlineData("a \"x \\\" y \\z\"", new[] { "a", "x \" y \\z" })]
    [InlineData("a '$(b) | c > d'", new[] { "a", "$(b) | c > d" })]
    [InlineData("a --x=1 https://h/?q=1#f", new[] { "a", "--x=1", "https://h/?q=1#f" })]
    public void Words_are_split_as_a_shell_would(string line, string[] expected)
    {
        CommandWords.TrySplit(line, out var words, out _, out _).ShouldBeTrue();
        words.ShouldBe(expected);
    }

    [Theory]
    [InlineData("a | b", "`|` needs a shell")]
    [InlineData("a && b", "`&&` needs a shell")]
    [InlineData("a; b", "`;` needs a shell")]
    [InlineData("a > b", "`>` needs a shell")]
    [InlineData("a $(b)", "`$(` needs a shell")]
    [InlineData("a \"$B\"", "`$` needs a shell")]
    [InlineData("a `b`", "``` needs a shell")]
    public void What_only_a_shell_does_is_refused(string line, string reason)
    {
        CommandWords.TrySplit(line, out _, out var said, out var needsShell).ShouldBeFalse();
        needsShell.ShouldBeTrue();
        said.ShouldBe(reason);
    }

    [Fact]
    public void Real_bash_splits_the_same_words()
    {
        Needs.Tool("bash", "https://www.gnu.org/software/bash");
        var lines = Gen.ListOf(Gen.Elements("a", "b", " ", "  ", "'", "\"", "\\", "-x", "=", "\\\"", "é", ",")).Select(string.Concat).Sample(400, 12)
            .Where(line => CommandWords.TrySplit("x " + line, out _, out _, out _)).Distinct().ToList();
        lines.Count.ShouldBeGreaterThan(30);

        // printf repeats its format for every word; an end mark of its own line separates the commands.
        var script = string.Concat(lines.Select(line => $"printf '<%s>' {line}\necho\n"));
        using var folder = new TemporaryDirectory();
        var (exit, output) = ChildProcess.Run("bash", ["--norc", folder.Write("words.sh", script)]);

        exit.ShouldBe(0, output);
        var expected = lines.Select(line => CommandWords.TrySplit("x " + line, out var words, out _, out _) && words.Count > 1 ? string.Concat(words.Skip(1).Select(word => $"<{word}>")) : "<>");
        output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ShouldBe(expected);
    }
}
