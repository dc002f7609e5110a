using System.Net;
using System.Net.Sockets;

namespace Groundwright.Testing;

/// <summary>A cloud for tests: moto as a server on a port of its own, with change sets as CloudFormation has them. See <c>moto_server.py</c>.</summary>
public sealed class MotoServer : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly ChildProcess server;

    private MotoServer(int port)
    {
        // By this name: the CDK's way to buckets does not work with an address.
        Endpoint = $"http://localhost:{port}";
        using var source = typeof(MotoServer).Assembly.GetManifestResourceStream("moto_server.py")!;
        using (var script = File.Create(folder["moto_server.py"])) source.CopyTo(script);
        server = ChildProcess.Start("python3", [folder["moto_server.py"], "-p", $"{port}"], folder.Path);
    }

    /// <summary>Where it listens.</summary>
    public string Endpoint { get; }

    /// <summary>Account that its credentials lead to.</summary>
    public const string Account = "123456789012";

    /// <summary>The variables with which tools find it.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["AWS_ACCESS_KEY_ID"] = "testing",
        ["AWS_SECRET_ACCESS_KEY"] = "testing",
        ["AWS_ENDPOINT_URL"] = Endpoint,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    /// <summary>Starts one and waits until it answers.</summary>
    public static async Task<MotoServer> Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var moto = new MotoServer(port);
        using var client = new HttpClient();
        // A second on an idle machine; minutes on one where everything is tested at once.
        for (var left = 1800; left > 0 && !moto.server.HasExited; left--)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"{moto.Endpoint}/moto-api/"));
                return moto;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        var said = moto.server.Output;
        moto.Dispose();
        throw new InvalidOperationException($"moto did not start: {said}");
    }

    /// <summary>Asks it with the AWS CLI and returns what it printed, trimmed. A refusal throws with the output.</summary>
    /// <param name="words">Arguments of <c>aws</c>.</param>
    /// <param name="more">Variables besides <see cref="Variables"/>.</param>
    public string Aws(IEnumerable<string> words, IReadOnlyDictionary<string, string>? more = null)
    {
        var environment = Variables.Concat(more ?? new Dictionary<string, string>()).GroupBy(variable => variable.Key).ToDictionary(group => group.Key, group => (string?)group.Last().Value);
        environment["AWS_DEFAULT_REGION"] = environment.GetValueOrDefault("AWS_DEFAULT_REGION") ?? "eu-west-1";
        string[] all = [.. words];
        var (exit, output) = ChildProcess.Run("aws", all, folder.Path, environment);
        return exit == 0 ? output.Trim() : throw new InvalidOperationException($"aws {string.Join(' ', all)}: {output}");
    }

    /// <summary>Variables with which tools are in another account, by a role there.</summary>
    public Dictionary<string, string> In(string account)
    {
        var keys = Aws(["sts", "assume-role", "--role-arn", $"arn:aws:iam::{account}:role/test", "--role-session-name", "test",
            "--query", "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]", "--output", "text"]).Split('\t', StringSplitOptions.TrimEntries);
        return new Dictionary<string, string>(Variables) { ["AWS_ACCESS_KEY_ID"] = keys[0], ["AWS_SECRET_ACCESS_KEY"] = keys[1], ["AWS_SESSION_TOKEN"] = keys[2] };
    }

    /// <summary>Prepares the account (or another, by its credentials) for deploys of the CDK, as <c>cdk bootstrap</c> does.</summary>
    public void Bootstrap(string account = Account, IReadOnlyDictionary<string, string>? credentials = null)
    {
        Aws(["s3", "mb", $"s3://cdk-hnb659fds-assets-{account}-eu-west-1"], credentials);
        Aws(["ssm", "put-parameter", "--name", "/cdk-bootstrap/hnb659fds/version", "--type", "String", "--value", "33"], credentials);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }
}
