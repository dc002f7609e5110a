using System.CommandLine;
using System.Text.Json;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Parsing;

public class CommandLineTests
{
    [Theory]
    [InlineData("init --commit --force")]
    [InlineData("demo --keep --directory /tmp/x")]
    [InlineData("plan 12")]
    [InlineData("plan 12 my-run-id --uncommitted")]
    [InlineData("build 12 7k2m9xqd -q")]
    [InlineData("image 12")]
    [InlineData("test --state -")]
    [InlineData("review 12 -v --log-file /tmp/x.log")]
    [InlineData("document 12")]
    [InlineData("ship 12 -y")]
    [InlineData("patch 12 7k2m9xqd --change text")]
    [InlineData("sdlc issues/12-x.md --json")]
    [InlineData("zte 12 --environment dev")]
    [InlineData("run hotfix 12 7k2m9xqd")]
    [InlineData("run hotfix 13 --hotfix prod")]
    [InlineData("runs list --all -C /tmp")]
    [InlineData("runs show")]
    [InlineData("runs logs 7k2m9xqd test -f")]
    [InlineData("runs watch 7k2m9xqd")]
    [InlineData("runs resume")]
    [InlineData("runs retry 7k2m9xqd")]
    [InlineData("runs resolve 7k2m9xqd --happened --reason x")]
    [InlineData("runs cancel 7k2m9xqd --force --no-wait")]
    [InlineData("runs approve 7k2m9xqd --gate apply --reason x")]
    [InlineData("runs reject 7k2m9xqd")]
    [InlineData("runs clean --older-than 14d --dry-run")]
    [InlineData("approve 7k2m9xqd")]
    [InlineData("reject 7k2m9xqd")]
    [InlineData("cancel 7k2m9xqd")]
    [InlineData("retry")]
    [InlineData("deploy dev --image latest")]
    [InlineData("deploy dev --ami-id=ami-0abc1234def567890 --plan-only")]
    [InlineData("config check --uncommitted")]
    [InlineData("config schema")]
    [InlineData("doctor")]
    [InlineData("completion bash")]
    [InlineData("--json runs list")]
    public void Every_command_line_of_the_product_is_understood(string typed) => ParseOf(typed).Errors.ShouldBeEmpty();

    [Theory]
    [Covers("A10")]
    [InlineData("rnus list", "gw rnus", "did you mean `runs`?")]
    [InlineData("resolve", "gw resolve", "did you mean `runs resolve`?")]
    [InlineData("runs lits", "gw runs lits", "did you mean `list`?")]
    [InlineData("runs list --josn", "--josn", "did you mean `--json`?")]
    [InlineData("runs cancel", "needs <run>", "gw runs cancel --help")]
    [InlineData("runs resolve 7k --happened", "needs --reason", "--help")]
    [InlineData("plan 12 --state file", "--state takes `-` only", "--help")]
    [InlineData("runs clean --older-than soon", "`soon` is not an age", "--help")]
    [InlineData("completion tcsh", "say bash, zsh or fish", "--help")]
    [InlineData("config", "needs a command: check, schema", "--help")]
    [InlineData("doctor now", "does not take `now`", "--help")]
    public async Task A_wrong_command_line_ends_with_3_and_what_was_meant(string typed, string what, string next)
    {
        var session = new Session();
        (await session.Type(typed.Split(' '))).ShouldBe(3);
        session.Error.ShouldContain(what);
        session.Error.ShouldContain(next);
        (await session.Type([.. typed.Split(' '), "--json"])).ShouldBe(3);
        JsonDocument.Parse(session.Output).RootElement.GetProperty("exit").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void Every_command_stands_in_one_group_of_the_help()
    {
        var commands = CommandTree.Whole(new Session().Host(TextWriter.Null, TextWriter.Null)).Subcommands.Where(command => !command.Hidden).Select(command => command.Name);

        HelpScreen.Groups.SelectMany(group => group.Commands).ShouldBe(commands, ignoreOrder: true);
    }

    [Fact]
    public async Task Help_of_every_command_begins_with_an_example()
    {
        foreach (var command in All(CommandTree.Whole(new Session().Host(TextWriter.Null, TextWriter.Null))))
        {
            var path = HelpText.Path(command).Split(' ').Skip(1).ToArray();
            var session = new Session();
            (await session.Type([.. path, "--help"])).ShouldBe(0);
            session.Output.Split('\n')[0].ShouldMatch("gw ");
            session.Output.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(80, session.Output);
            GoldenFile.ShouldMatch(session.Output, $"help-{string.Join('-', path.DefaultIfEmpty("gw"))}");
        }
    }

    [Fact]
    public void Examples_in_help_are_command_lines_that_are_understood()
    {
        foreach (var command in All(CommandTree.Whole(new Session().Host(TextWriter.Null, TextWriter.Null))).OfType<CommandNode>())
        {
            command.Examples.ShouldNotBeEmpty(command.Name);
            foreach (var example in command.Examples.Select(example => example.Split(" #")[0].Split(" >")[0].Trim()).Where(example => example.StartsWith("gw ", StringComparison.Ordinal)))
                ParseOf(example[3..].Replace("<issue>", "12")).Errors.ShouldBeEmpty(example);
        }
    }

    [Fact]
    public void Response_files_are_not_read_for_a_word_that_begins_with_an_at_sign() => ParseOf("run @file 12").Errors.ShouldBeEmpty();

    [Fact]
    public void The_reference_names_every_command_and_option()
    {
        var page = CommandReference.Markdown();
        foreach (var command in All(CommandTree.Whole(new Session().Host(TextWriter.Null, TextWriter.Null))).Where(command => command is not RootCommand))
        {
            page.ShouldContain($"## `{HelpText.Path(command)}`");
            foreach (var option in HelpText.Own(command)) page.ShouldContain(option.Name);
        }
    }

    private static ParseResult ParseOf(string typed)
    {
        var words = CommandLineWords(typed);
        return CommandTree.For(new Session().Host(TextWriter.Null, TextWriter.Null), words).Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    private static string[] CommandLineWords(string typed) => [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(typed)];

    private static IEnumerable<Command> All(Command command) =>
        command.Hidden ? [] : command.Subcommands.SelectMany(All).Prepend(command);
}
