using Groundwright.Adapters.Agents;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents;

[Covers("F2", "U2")]
public sealed class CommandAgentEnvironmentTests : IDisposable
{
    private readonly AgentBench bench = new();

    public void Dispose() => bench.Dispose();

    /// <summary>A runner that remembers what it was asked to run: our own environment must not be changed by tests that run at the same time.</summary>
    private sealed class Remembering : ICommandRunner
    {
        internal Command? Command { get; private set; }

        public Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
        {
            Command = command;
            return Task.FromResult(new CommandResult(CommandEnd.Exited, 0, "", "", TimeSpan.Zero));
        }
    }

    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("GITHUB_PAT")]
    [InlineData("GH_TOKEN")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("SSH_AUTH_SOCK")]
    [InlineData("ANTHROPIC_API_KEY")]
    public async Task A_variable_that_is_not_named_does_not_reach_it(string variable)
    {
        var environment = await EnvironmentFor();

        environment.Allowed.ShouldNotContain(variable, StringComparer.OrdinalIgnoreCase);
        environment.Values.Keys.ShouldNotContain(variable);
    }

    [Fact]
    public async Task A_key_that_is_named_reaches_it()
    {
        var environment = await EnvironmentFor("ANTHROPIC_API_KEY", "AWS_PROFILE");

        environment.Allowed.ShouldContain("ANTHROPIC_API_KEY");
        environment.Allowed.ShouldContain("AWS_PROFILE");
    }

    [Fact]
    public void Write_tokens_are_refused_even_when_named_all_at_once()
    {
        var settings = new AgentSettings { Environment = ["GITHUB_TOKEN", "gh_token", "GITHUB_PAT", "SSH_AUTH_SOCK", "HOME", "GIT_DIR", "ANTHROPIC_API_KEY"] };

        var fault = Should.Throw<GroundwrightException>(() => CommandAgent.Create(settings, new AgentPlace(bench.Root), RecordingRunner.Real, AgentBench.OpenGround));

        fault.Problems[0].Code.ShouldBe(AgentProblems.Misconfigured);
        fault.Problems.Skip(1).ShouldAllBe(problem => problem.Code == AgentProblems.VariableRefused);
        fault.Problems.Skip(1).Select(problem => problem.Summary.Split('`')[1])
            .ShouldBe(["GITHUB_TOKEN", "gh_token", "GITHUB_PAT", "SSH_AUTH_SOCK", "HOME", "GIT_DIR"]);
    }

    [Fact]
    public async Task What_it_sees_is_the_list_and_nothing_else()
    {
        await bench.Script("env | cut -d= -f1 | sort");

        var seen = bench.Events.OfType<AgentOutput>().Select(line => line.Line).ToList();
        string[] shell = ["_", "PWD", "SHLVL", "OLDPWD"];
        seen.Where(name => !name.StartsWith("GROUNDWRIGHT_", StringComparison.Ordinal)).Except(shell).Except(["GIT_CEILING_DIRECTORIES"])
            .ShouldBeSubsetOf(CommandEnvironment.Minimal.Allowed);
        seen.ShouldContain("PATH");
        seen.ShouldContain("HOME");
    }

    [Fact]
    public async Task Its_home_is_fresh_each_time_and_gone_afterwards()
    {
        Needs.Linux();
        const string script = "echo \"$HOME\"; find \"$HOME\" -mindepth 1; stat -c %a \"$HOME\"; mkdir -p \"$HOME/cache/deep\"; echo x > \"$HOME/cache/deep/f\"; ln -s /etc \"$HOME/cache/link\"; chmod 500 \"$HOME/cache/deep\" \"$HOME/cache\"";
        var first = (await bench.Script(script)).Text.Split('\n');
        var second = (await bench.Script(script)).Text.Split('\n');

        first.Length.ShouldBe(2);
        first[1].ShouldBe("700");
        second[0].ShouldNotBe(first[0]);
        second.Length.ShouldBe(2);
        Directory.Exists(first[0]).ShouldBeFalse();
        Directory.Exists("/etc").ShouldBeTrue();
    }

    [Fact]
    public async Task Git_finds_no_repository_from_inside_the_tree()
    {
        using var sandbox = GitSandbox.Create();
        var tree = Path.Combine(sandbox.Root, "trees", "7k2m9xqd");
        Directory.CreateDirectory(Path.Combine(tree, "sub"));
        var script = bench.Write("bin/agent.sh", "git rev-parse --show-toplevel; cd sub; git rev-parse --show-toplevel; git -C .. log --oneline; true");
        var agent = CommandAgent.Create(new AgentSettings { Command = ["bash", script] }, new AgentPlace(sandbox.Root), RecordingRunner.Real, AgentBench.OpenGround);

        var outcome = await agent.Work(bench.Task with { Directory = tree }, bench.Events.Add, CancellationToken.None);

        outcome.Text.ShouldBe("");
        bench.Events.OfType<AgentOutput>().Count(line => line.Line.Contains("not a git repository")).ShouldBe(3);
    }

    [Fact]
    public async Task Its_processes_belong_to_the_run()
    {
        var runner = new Remembering();
        await bench.Work(CommandAgent.Create(new AgentSettings { Command = ["agent", "--flag"] }, new AgentPlace(bench.Root), runner, AgentBench.OpenGround), CancellationToken.None);

        runner.Command!.Owner.ShouldBe("7k2m9xqd");
        runner.Command.WorkingDirectory.ShouldBe(bench.Tree);
        runner.Command.StandardInput.ShouldBe("do it");
        runner.Command.Timeout.ShouldBe(TimeSpan.FromMinutes(30));
        runner.Command.SilenceLimit.ShouldBe(TimeSpan.FromMinutes(10));
        runner.Command.OutputLimit.ShouldBe(64L * 1024 * 1024);
    }

    private async Task<CommandEnvironment> EnvironmentFor(params string[] variables)
    {
        var runner = new Remembering();
        await bench.Work(CommandAgent.Create(new AgentSettings { Command = ["agent"], Environment = variables }, new AgentPlace(bench.Root), runner, AgentBench.OpenGround), CancellationToken.None);
        return runner.Command!.Environment;
    }
}
