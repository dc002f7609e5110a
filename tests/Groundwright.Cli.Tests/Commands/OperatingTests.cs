using System.Net;
using System.Text.Json;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Commands;

public sealed class OperatingTests
{
    private static readonly DateTimeOffset Now = Story.Start.AddMinutes(12);

    [Fact]
    public async Task Releases_are_listed_newest_first_with_what_is_thought_of_them()
    {
        var session = Released();
        (await session.Type("releases", "list")).ShouldBe(0);
        GoldenFile.ShouldMatch(session.Output, "releases-list");
        await session.Type("releases", "list", "prod", "--json");
        using var json = JsonDocument.Parse(session.Output);
        json.RootElement.EnumerateArray().Select(release => $"{release.GetProperty("release")} {release.GetProperty("verdict")} {release.GetProperty("current")}")
            .ShouldBe(["prod-2026-11-20-2 Healthy True", "prod-2026-11-20-1 Bad False", "prod-2026-11-13-1 Confirmed False"]);
        (await session.Type("releases", "list", "prd")).ShouldBe(4);
        session.Error.ShouldContain("did you mean `prod`?");
    }

    [Fact]
    public async Task A_release_is_told_in_full_by_its_id_its_beginning_or_its_environment()
    {
        var session = Released();
        (await session.Type("releases", "show", "prod-2026-11-20-1")).ShouldBe(0);
        GoldenFile.ShouldMatch(session.Output, "releases-show");
        await session.Type("releases", "show", "prod");
        session.Output.ShouldContain("prod-2026-11-20-2");
        (await session.Type("releases", "show", "prod-2026-11-20")).ShouldBe(3);
        session.Error.ShouldContain("2 releases begin with");
    }

    [Fact]
    [Covers("X9")]
    public async Task A_state_that_could_not_be_written_is_taken_out_of_the_vault_into_a_private_file()
    {
        using var folder = new TemporaryDirectory();
        var session = new Session();
        session.Services.Vault = new PlanVault(folder["plans"], folder["key"], TimeProvider.System);
        var kept = session.Services.Vault.StoreState("{}"u8, DateTimeOffset.MaxValue);
        (await session.Type("env", "state", kept.Sha256[..12], "--output", folder["out"])).ShouldBe(0, session.Error);
        session.Output.ShouldContain("delete it when it was pushed");
        (await File.ReadAllTextAsync(folder["out"], TestContext.Current.CancellationToken)).ShouldBe("{}");
        PrivateFiles.IsOpenToOthers(folder["out"]).ShouldBeFalse();
        (await session.Type("env", "state", kept.Sha256[..12], "--output", folder["out"])).ShouldBe(3);
        session.Error.ShouldContain("GW2027");
        (await session.Type("env", "state", "0123456789ab", "--output", folder["other"])).ShouldBe(3);
        session.Error.ShouldContain("gw runs show");
        File.Exists(folder["other"]).ShouldBeFalse();
    }

    [Fact]
    [Covers("D6")]
    public async Task What_lies_between_two_environments_is_told_to_people_programs_and_readers_of_notes()
    {
        var session = Released();
        (await session.Type("releases", "diff", "prod..dev")).ShouldBe(0, session.Error);
        GoldenFile.ShouldMatch(session.Output, "releases-diff");
        await session.Type("releases", "diff", "prod", "dev", "--notes");
        GoldenFile.ShouldMatch(session.Output, "releases-notes");
        await session.Type("releases", "diff", "prod..dev", "--json");
        using var json = JsonDocument.Parse(session.Output);
        json.RootElement.GetProperty("requests")[0].GetProperty("issue").GetString().ShouldBe("12");
        (await session.Type("releases", "diff", "prod")).ShouldBe(3);
        session.Error.ShouldContain("two releases are needed");
    }

    [Fact]
    [Covers("D6")]
    public async Task Figures_fit_on_one_screen_and_say_unknown_instead_of_0()
    {
        var session = Released();
        (await session.Type("figures")).ShouldBe(0, session.Error);
        GoldenFile.ShouldMatch(session.Output, "figures");
        await session.Type("figures", "--json");
        using var json = JsonDocument.Parse(session.Output);
        json.RootElement.GetProperty("durations").EnumerateArray().Single(figure => figure.GetProperty("name").GetString() == "generation").GetProperty("seconds").ValueKind.ShouldBe(JsonValueKind.Null);
        (await session.Type("figures", "--since", "soon")).ShouldBe(3);
    }

    [Fact]
    [Covers("D5")]
    public async Task Services_are_listed_as_they_are_in_an_environment()
    {
        var session = Serving("http://127.0.0.1:1");
        await session.Type("services", "list", "--environment", "prod");
        GoldenFile.ShouldMatch(session.Output, "services-list");
        (await session.Type("services", "list", "-e", "prd")).ShouldBe(3);
        session.Error.ShouldContain("did you mean `prod`?");
    }

    [Fact]
    [Covers("D5")]
    public async Task Health_ends_with_1_when_a_service_does_not_work()
    {
        using var server = Server(out var address);
        var session = Serving(address);
        (await session.Type("services", "health", "api")).ShouldBe(0, session.Output + session.Error);
        session.Output.ShouldContain("✓ answered 200");
        (await session.Type("services", "health", "--json")).ShouldBe(1);
        using var json = JsonDocument.Parse(session.Output);
        json.RootElement.EnumerateArray().Select(state => state.TryGetProperty("healthy", out var healthy) ? healthy.ToString() : "unknown").ShouldBe(["True", "False", "unknown"]);
        (await session.Type("services", "health", "apy")).ShouldBe(3);
        session.Error.ShouldContain("did you mean `api`?");
    }

    [Fact]
    [Covers("D5")]
    public async Task Watching_ends_with_Ctrl_C_and_tells_how_it_was()
    {
        using var server = Server(out var address);
        using var interrupts = new Interrupts();
        var session = Serving(address, interrupts);
        var watching = session.Type("services", "health", "api", "--watch", "--json");
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        interrupts.Press();
        (await watching).ShouldBe(0);
        session.Output.ShouldContain("\"healthy\":true");
    }

    [Fact]
    [Covers("D5", "T3")]
    public async Task Logs_are_what_the_configured_command_prints_masked()
    {
        var session = Serving("http://127.0.0.1:1");
        (await session.Type("services", "logs", "api")).ShouldBe(0, session.Error);
        session.Output.ShouldBe("line of dev ***\n");
        (await session.Type("services", "logs", "web")).ShouldBe(3);
        session.Error.ShouldContain("service web has no `logs` command");
        session.Error.ShouldContain("services: { web: { logs:");
    }

    [Fact]
    [Covers("D5")]
    public async Task A_restart_asks_runs_the_command_and_waits_until_it_works()
    {
        using var server = Server(out var address);
        var session = Serving(address);
        (await session.Type("services", "restart", "api")).ShouldBe(3);
        session.Error.ShouldContain("Restart api in dev: echo restarted?");
        (await session.Type("services", "restart", "api", "--yes")).ShouldBe(0, session.Error);
        session.Error.ShouldContain("│ restarted");
        session.Output.ShouldContain("✓ answered 200");
        (await session.Type("services", "restart", "web", "--yes")).ShouldBe(1);
        session.Error.ShouldContain("GW2087");
    }

    [Fact]
    [Covers("D4")]
    public async Task An_environment_is_tested_from_what_is_released_there()
    {
        var session = Released();
        session.Services.RealProcesses = Runner();
        session.Services.Settings = session.Services.Settings with
        {
            Environments = [new EnvironmentSettings { Name = "dev", Health = [new() { Command = ["true"] }], Tests = [["grep", "-q", "tree-of-dev-2026-11-20-3", "tree"]] }, new EnvironmentSettings { Name = "prod", Tests = [["false"]] }, new EnvironmentSettings { Name = "new", Tests = [["true"]] }, new EnvironmentSettings { Name = "bare" }],
        };
        (await session.Type("env", "test", "dev")).ShouldBe(0, session.Output + session.Error);
        GoldenFile.ShouldMatch(session.Output, "env-test");
        (await session.Type("env", "test", "prod")).ShouldBe(1);
        session.Output.ShouldContain("✗ test false");
        (await session.Type("env", "test", "new")).ShouldBe(4);
        (await session.Type("env", "test", "bare")).ShouldBe(3);
    }

    [Fact]
    public async Task Drift_is_shown_accepted_and_skipped_while_somebody_works()
    {
        var session = Released();
        session.Services.MemoryLedger.State = session.Services.MemoryLedger.State.With("prod", new EnvironmentRecord
        {
            Drift = [new DriftFinding("app", "prod-2026-11-20-2", Now.AddHours(-3), [new ResourceChange("aws_db_instance.reports", "aws_db_instance", ChangeAction.Update, true), new ResourceChange("terraform_data.app", "terraform_data", ChangeAction.Create, false)])],
        });
        (await session.Type("drift", "show")).ShouldBe(0, session.Error);
        GoldenFile.ShouldMatch(session.Output, "drift-show");
        (await session.Type("drift", "ignore", "prod", "app", "--until", "2026-11-01", "--reason", "x")).ShouldBe(3);
        (await session.Type("drift", "ignore", "prod", "ap", "--until", "2026-12-24", "--reason", "x")).ShouldBe(3);
        session.Error.ShouldContain("did you mean");
        (await session.Type("drift", "ignore", "prod", "app", "--until", "2026-12-24", "--reason", "scaled by hand for the sale")).ShouldBe(0, session.Error);
        GoldenFile.ShouldMatch(session.Output, "drift-ignored");

        session.Services.Shared.Held.Add(new LockHolder("7k2m9xqd", "octocat", "here", 1, "deploy 4f9c2e1", Now, []));
        (await session.Type("drift", "check", "prod")).ShouldBe(0, session.Error);
        session.Output.ShouldContain("not looked at, run 7k2m9xqd of octocat is changing it (deploy 4f9c2e1)");
        session.Services.Shared.Held.Clear();
        (await session.Type("drift", "check", "prod")).ShouldBe(0, session.Error);
        (await session.Type("drift", "check", "--every", "1d", "prod", "--every", "0m")).ShouldBe(3);
    }

    private static Session Released()
    {
        var session = new Session();
        var repository = new FakeRepository { GitDirectory = Directory.CreateTempSubdirectory("gw-test-").FullName };
        repository.Logs["c20b7d1ffee..4f9c2e1aabb"] =
        [
            new("4f9c2e1aabb", Now.AddHours(-3), "Groundwright", "Merge feature-issue-12-7k2m9xqd-add-log-bucket", "Add a log bucket with <30-day> retention\n\nGroundwright run 7k2m9xqd, issue 12"),
            new("77aa001bbcc", Now.AddHours(-4), "ada", "Write the log bucket", ""),
        ];
        repository.Logs["88e0d12cafe..c20b7d1ffee"] = [new("c20b7d1ffee", Now.AddHours(-9), "ada", "x", "")];
        session.Services.Repository = repository;
        session.Services.Settings = new Settings { Environments = [new EnvironmentSettings { Name = "dev" }, new EnvironmentSettings { Name = "prod", After = ["dev"] }] };
        session.Services.MemoryLedger.State = new LedgerState
        {
            Releases =
            [
                Release("prod-2026-11-13-1", "88e0d12cafe", 7 * 24, 170) with { Actor = "octocat" },
                Release("prod-2026-11-20-1", "c20b7d1ffee", 8, 200) with { Actor = "octocat", Title = "Move the queue", Approvals = ["apply: hubot (self-attested)"], Checks = ["✓ http http://localhost:8080/health: answered 200"], Versions = new Dictionary<string, string> { ["api"] = "1.4.0" } },
                Release("dev-2026-11-20-3", "4f9c2e1aabb", 2, 75) with { Actor = "ada", Title = "Add a log bucket", Versions = new Dictionary<string, string> { ["api"] = "1.5.0", ["web"] = "2.0.0" } },
                Release("prod-2026-11-20-2", "c20b7d1ffee", 1, 90) with { Mode = ReleaseModes.Rollback, Actor = "hubot", Versions = new Dictionary<string, string> { ["api"] = "1.4.0" } },
            ],
            Marks = [new ReleaseMark("prod-2026-11-13-1", ReleaseVerdict.Good, "ada", Now, "looked at it"), new ReleaseMark("prod-2026-11-20-1", ReleaseVerdict.Bad, "hubot", Now.AddHours(-1), "502 on /health")],
        };
        return session;
    }

    private static Release Release(string id, string commit, double hoursAgo, double seconds) => new()
    {
        Id = id,
        Environment = id.Split('-')[0],
        Mode = ReleaseModes.Deploy,
        RunId = "7k2m9xqd",
        Commit = commit,
        Tree = $"tree-of-{id}",
        Plans = new Dictionary<string, string> { ["app"] = "9b1e77aa0011", ["network"] = "11aa77bb0022" },
        Applied = new Dictionary<string, AppliedChanges> { ["app"] = new(2, 1, 0), ["network"] = new(0, 0, 0) },
        Healthy = true,
        Started = Now.AddHours(-hoursAgo).AddSeconds(-seconds),
        Ended = Now.AddHours(-hoursAgo),
    };

    private static Session Serving(string address, Interrupts? interrupts = null)
    {
        var session = new Session { Interrupts = interrupts };
        session.Services.Repository = new FakeRepository { Root = Path.GetTempPath() };
        session.Services.RealProcesses = Runner();
        session.Services.Settings = new Settings
        {
            Environments = [new EnvironmentSettings { Name = "dev" }, new EnvironmentSettings { Name = "prod" }],
            Services =
            [
                new ServiceSettings { Name = "api", Url = address, Health = "/health", Logs = ["echo", "line of {environment} hunter2hunter2"], Restart = ["echo", "restarted"] },
                new ServiceSettings { Name = "web", Url = "http://{environment}.invalid/app", Health = "/health", Restart = ["false"] },
                new ServiceSettings { Name = "jobs" },
            ],
        };
        return session;
    }

    private static CommandRunner Runner() => new(TimeProvider.System, new Masker("hunter2hunter2"));

    private static HttpListener Server(out string address)
    {
        for (var port = 20_000 + (Environment.ProcessId % 20_000); ; port++)
        {
            var server = new HttpListener();
            address = $"http://127.0.0.1:{port}";
            server.Prefixes.Add(address + "/");
            try
            {
                server.Start();
            }
            catch (HttpListenerException)
            {
                continue;
            }
            _ = Serve(server);
            return server;
        }
    }

    private static async Task Serve(HttpListener server)
    {
        try
        {
            while (true) (await server.GetContextAsync()).Response.Close();
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
