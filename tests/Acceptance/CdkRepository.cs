using Groundwright.Testing;

namespace Acceptance;

/// <summary>
/// A CDK app of two stacks, one using an output of the other, in a checkout with a bare remote, and a cloud with two accounts: dev and staging share one, prod has its own. The
/// credentials are those of the first account; the other is reached through the deploy role of its bootstrap.
/// </summary>
internal sealed class CdkRepository : IDisposable
{
    private readonly GitSandbox sandbox = GitSandbox.Create(withRemote: true);
    private readonly TemporaryDirectory home = new();
    private readonly MotoServer cloud;
    private readonly Dictionary<string, Dictionary<string, string>> accounts = [];

    private CdkRepository(MotoServer cloud) => this.cloud = cloud;

    /// <summary>Account of dev and staging, whose credentials gw gets.</summary>
    public const string Dev = "111111111111";

    /// <summary>Account of prod.</summary>
    public const string Prod = "222222222222";

    /// <summary>The program in the checkout.</summary>
    public Told Told { get; private set; } = null!;

    /// <summary>Makes it. The tests that need it are skipped where a tool is missing.</summary>
    public static async Task<CdkRepository> Create()
    {
        Needs.Linux();
        Needs.Node();
        Needs.Moto();
        var made = new CdkRepository(await MotoServer.Start());
        made.Settle();
        made.Write("groundwright.yaml", Settings);
        made.Write("infra/cdk/cdk.json", "{ \"app\": \"node bin/shop.js\" }\n");
        made.Write("infra/cdk/bin/shop.js", App.Replace("<modules>", CdkPackages.Modules, StringComparison.Ordinal));
        // The check asks the cloud itself, as a person would, with the profile of the environment.
        made.Write("bin/works", "#!/usr/bin/env bash\nset -eu\ntest \"$(aws ssm get-parameter --profile \"$GROUNDWRIGHT_ENVIRONMENT\" --name \"/shop/$GROUNDWRIGHT_ENVIRONMENT/status\" --query Parameter.Value --output text)\" = ok\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(made.sandbox.Root, "bin/works"), (UnixFileMode)0b111_101_101);
        made.Release("1");
        return made;
    }

    /// <summary>Merges a new version; returns its commit.</summary>
    /// <param name="number">What the app calls itself.</param>
    /// <param name="broken">Environment in which it does not work; null: it works.</param>
    public string Release(string number, string? broken = null)
    {
        Write("infra/cdk/version.json", $$"""{ "number": "{{number}}", "broken": "{{broken}}" }""" + "\n");
        var commit = sandbox.Commit($"Version {number}");
        sandbox.Git("push", "-q", "origin", "main");
        return commit;
    }

    /// <summary>What the cloud says in an account.</summary>
    public string Aws(string account, params string[] words) => cloud.Aws(words, accounts[account]);

    /// <summary>Version that runs in an environment.</summary>
    public string Running(string account, string environment) =>
        Aws(account, "ssm", "get-parameter", "--name", $"/shop/{environment}/version", "--query", "Parameter.Value", "--output", "text");

    /// <summary>Names of the stacks of an account, in order.</summary>
    public IEnumerable<string> Stacks(string account) =>
        Aws(account, "cloudformation", "describe-stacks", "--query", "Stacks[].StackName", "--output", "text").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        cloud.Dispose();
        sandbox.Dispose();
        home.Dispose();
    }

    private void Settle()
    {
        foreach (var account in new[] { Dev, Prod }) cloud.Bootstrap(account, accounts[account] = cloud.In(account));
        string Profile(string name, string account) => $"[{name}]\naws_access_key_id = {accounts[account]["AWS_ACCESS_KEY_ID"]}\naws_secret_access_key = {accounts[account]["AWS_SECRET_ACCESS_KEY"]}\naws_session_token = {accounts[account]["AWS_SESSION_TOKEN"]}\n";
        Directory.CreateDirectory(home[".aws"]);
        File.WriteAllText(home[".aws", "credentials"], Profile("dev", Dev) + Profile("staging", Dev) + Profile("prod", Prod));
        File.WriteAllText(home[".aws", "config"], string.Concat(new[] { "dev", "staging", "prod" }.Select(name => $"[profile {name}]\nregion = eu-west-1\nendpoint_url = {cloud.Endpoint}\n")));
        Told = new Told(sandbox.Root, new Dictionary<string, string?>(accounts[Dev].Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)))
        {
            ["HOME"] = home.Path,
            ["PATH"] = $"{Path.Combine(CdkPackages.Modules, ".bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        });
    }

    private void Write(string path, string content) => sandbox.Write(path, content.ReplaceLineEndings("\n"));

    private const string Settings = """
        version: 1
        agent: { use: manual }
        ship: { soloOperator: true }
        targets:
          shop:
            cdk: infra/cdk
            stacks: [Network, Shop]
            context: { environment: "{environment}" }
            environment: [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ENDPOINT_URL]
        environments:
          dev: { auto: true, account: "111111111111", region: eu-west-1, health: [{ command: ./bin/works, deadline: 10s }] }
          staging: { after: dev, soak: 1s, account: "111111111111", region: eu-west-1 }
          prod:
            after: staging
            account: "222222222222"
            region: eu-west-1
            approvals: { count: 1 }
            onFailure: rollback
            health: [{ command: ./bin/works, deadline: 10s }]

        """;

    private const string App = """
        const { App, Stack } = require('<modules>/aws-cdk-lib');
        const sqs = require('<modules>/aws-cdk-lib/aws-sqs');
        const ssm = require('<modules>/aws-cdk-lib/aws-ssm');
        const version = require('../version.json');

        const app = new App();
        const name = app.node.tryGetContext('environment');
        const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };
        const network = new Stack(app, 'Network', { stackName: `shop-${name}-network`, env });
        const orders = new sqs.Queue(network, 'Orders');
        const shop = new Stack(app, 'Shop', { stackName: `shop-${name}`, env });
        const say = (id, value) => new ssm.StringParameter(shop, id, { parameterName: `/shop/${name}/${id.toLowerCase()}`, stringValue: value });
        say('Queue', orders.queueUrl);
        say('Version', version.number);
        say('Status', version.broken === name ? 'broken' : 'ok');

        """;
}
