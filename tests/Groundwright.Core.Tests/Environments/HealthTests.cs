using System.Net;
using System.Net.Sockets;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.HealthChecks;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments;

[Covers("A8")]
public sealed class HealthTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waits_grow_from_one_second_to_ten_and_end_with_the_deadline()
    {
        var time = new JumpingTime();
        var result = await new HealthWatch(time).Until(new ScriptedProbe(_ => false), new HealthCheckSettings { Deadline = TimeSpan.FromSeconds(40) }, Stop);

        result.Passed.ShouldBeFalse();
        time.Waits.Select(wait => (int)wait.TotalSeconds).ShouldBe([1, 2, 4, 8, 10, 10, 5]);
    }

    [Fact]
    public async Task A_check_must_pass_as_often_in_a_row_as_it_says_and_tells_how_often_it_flapped()
    {
        bool[] looks = [false, true, false, true, true, false, true, true, true];
        var result = await new HealthWatch(new JumpingTime()).Until(new ScriptedProbe(look => looks[look]), new HealthCheckSettings { Passes = 3 }, Stop);

        result.ShouldBe(new HealthResult("scripted", true, "seen; it failed again after it had passed, 2 times") { Flaps = 2 });
    }

    [Fact]
    public async Task One_pass_is_not_two()
    {
        var result = await new HealthWatch(new JumpingTime()).Until(new ScriptedProbe(look => look % 2 == 1), new HealthCheckSettings { Passes = 2, Deadline = TimeSpan.FromSeconds(20) }, Stop);

        result.Passed.ShouldBeFalse();
        result.Flaps.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Checks_run_side_by_side_each_with_its_own_deadline()
    {
        var slow = new HealthCheckSettings { Command = ["sleep", "2"] };
        var started = TimeProvider.System.GetTimestamp();
        var results = await Check(new EnvironmentSettings { Name = "dev", Health = [slow, slow, slow, new() { Command = ["false"], Deadline = TimeSpan.FromSeconds(1) }] });

        results.Select(result => result.Passed).ShouldBe([true, true, true, false]);
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5.5));
    }

    [Fact]
    public async Task A_command_that_hangs_is_ended_at_the_deadline()
    {
        var results = await Check(new EnvironmentSettings { Name = "dev", Health = [new() { Command = ["sleep", "60"], Deadline = TimeSpan.FromSeconds(1) }] });
        results.Single().ShouldBe(new HealthResult("sleep 60", false, "not done in 1 s"));
    }

    [Fact]
    public async Task Tests_run_once_in_the_checkout_after_everything_is_healthy()
    {
        folder.Write("bin/smoke", "#!/bin/sh\necho \"$GROUNDWRIGHT_ENVIRONMENT $GROUNDWRIGHT_REPOSITORY\"\nexit 3\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["bin/smoke"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var lines = new List<string>();
        var environment = new EnvironmentSettings { Name = "dev", Health = [new() { Command = ["true"] }], Tests = [["./bin/smoke"], ["true"]] };
        var results = await Health().Check(environment, folder.Path, line => lines.Add(line.Text), Stop);

        results.Select(result => $"{result.Passed} {result.Name}: {result.Detail}").ShouldBe(["True true: passed", "False test ./bin/smoke: exit code 3", "False test true: not run: the environment is not healthy"]);
        lines.ShouldBe(["dev /repository"]);
    }

    [Fact]
    public async Task Checks_and_tests_see_the_variables_that_the_environment_lists_and_no_other()
    {
        Environment.SetEnvironmentVariable("GROUNDWRIGHT_TEST_CLUSTER", "live");
        Environment.SetEnvironmentVariable("GROUNDWRIGHT_TEST_SECRET", "sentinel");
        string[] look = ["sh", "-c", "test \"$GROUNDWRIGHT_TEST_CLUSTER/$GROUNDWRIGHT_TEST_SECRET\" = live/"];
        var environment = new EnvironmentSettings { Name = "dev", Environment = ["GROUNDWRIGHT_TEST_CLUSTER"], Health = [new() { Command = look, Deadline = TimeSpan.FromSeconds(1) }], Tests = [look] };

        (await Check(environment)).ShouldAllBe(result => result.Passed);
        (await Check(environment with { Environment = [] })).ShouldAllBe(result => !result.Passed);
    }

    [Fact]
    public async Task Why_an_address_does_not_answer_is_said()
    {
        var port = FreePort();
        (await Look($"http://127.0.0.1:{port}/health")).ShouldBe(new Sight(false, $"refused: nothing listens on 127.0.0.1:{port}"));
        using var server = new TinyServer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        (await Look($"http://127.0.0.1:{server.Port}/health")).ShouldBe(new Sight(false, "answered 503"));
        (await Look($"https://127.0.0.1:{server.Port}/health")).Detail.ShouldStartWith("TLS failed: ");
        using var silent = new TinyServer((string?)null);
        (await new HttpProbe(new Uri($"http://127.0.0.1:{silent.Port}/")).Look(TimeSpan.FromSeconds(1), Stop)).ShouldBe(new Sight(false, "no answer in 1 s"));
        (await Look("http://no-such-host.invalid/")).Detail.ShouldContain("no-such-host.invalid");
        using var good = new TinyServer("HTTP/1.1 204 No Content\r\n\r\n");
        (await Look($"http://127.0.0.1:{good.Port}/health")).ShouldBe(new Sight(true, "answered 204"));
    }

    [Fact]
    public async Task A_port_is_asked_with_or_without_brackets()
    {
        using var server = new TinyServer((string?)null);
        (await new TcpProbe($"127.0.0.1:{server.Port}").Look(TimeSpan.FromSeconds(5), Stop)).Passed.ShouldBeTrue();
        (await new TcpProbe($"[::1]:{FreePort()}").Look(TimeSpan.FromSeconds(5), Stop)).Passed.ShouldBeFalse();
        (await new TcpProbe($"127.0.0.1:{FreePort()}").Look(TimeSpan.FromSeconds(5), Stop)).ShouldBe(new Sight(false, "refused: nothing listens there"));
    }

    [Fact]
    public async Task A_workload_is_rolled_out_when_kubectl_says_so()
    {
        Needs.Tool("kubectl", "https://kubernetes.io/docs/tasks/tools/");
        using var cluster = new WorkloadServer(folder);
        var probe = new RolloutProbe(cluster.Runner, "deployment/api", "orders", "live", folder.Path);

        cluster.Available = 1;
        (await probe.Look(TimeSpan.FromSeconds(30), Stop)).ShouldBe(new Sight(false, "Waiting for deployment \"api\" rollout to finish: 1 of 2 updated replicas are available..."));
        cluster.Available = 2;
        (await probe.Look(TimeSpan.FromSeconds(30), Stop)).ShouldBe(new Sight(true, "deployment \"api\" successfully rolled out"));
        (await new RolloutProbe(cluster.Runner, "deployment/web", "orders", "live", folder.Path).Look(TimeSpan.FromSeconds(30), Stop)).Detail.ShouldContain("not found");
        (await new RolloutProbe(cluster.Runner, "deployment/api", null, "lve", folder.Path).Look(TimeSpan.FromSeconds(30), Stop)).Detail.ShouldContain("lve");
    }

    public void Dispose() => folder.Dispose();

    private static Health Health() => new(new CommandRunner(TimeProvider.System, new Masker()), "/repository", TimeProvider.System);

    private Task<IReadOnlyList<HealthResult>> Check(EnvironmentSettings environment) => Health().Check(environment, folder.Path, null, Stop);

    private static Task<Sight> Look(string url) => new HttpProbe(new Uri(url)).Look(TimeSpan.FromSeconds(10), Stop);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class ScriptedProbe(Func<int, bool> passes) : IHealthProbe
    {
        private int looks;

        public string Name => "scripted";

        public Task<Sight> Look(TimeSpan limit, CancellationToken cancellationToken) => Task.FromResult(new Sight(passes(looks++), "seen"));
    }
}
