using System.Text;
using System.Text.Json;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;

namespace Groundwright.Cli.Mcp;

/// <summary>Answers calls of tools by the same commands that people type, with <c>--json</c>. Started runs go on until this is disposed; then they can be resumed.</summary>
/// <param name="before">What stands in front of every command, such as <c>-C DIR</c>.</param>
/// <param name="host">A host for one command that writes there.</param>
internal sealed class McpCalls(IReadOnlyList<string> before, Func<Terminal, CommandHost> host) : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly List<Task> started = [];

    /// <summary>Carries out a call.</summary>
    /// <returns>What the command printed, and whether it failed.</returns>
    public async Task<(string Text, bool Failed)> Call(McpTool tool, IReadOnlyDictionary<string, JsonElement> given, CancellationToken cancellationToken)
    {
        var words = new List<string>();
        foreach (var input in tool.Inputs)
        {
            if (given.TryGetValue(input.Name, out var value) && Word(value) is { Length: > 0 } word) words.Add(word);
            else if (input.Required) return ($"`{input.Name}` is missing: {input.Meaning}", true);
            // What comes after is told from its place.
            else break;
        }
        // Nothing an agent says is ever an option.
        string[] arguments = [.. tool.Words, .. before, "--json", "--", .. words];
        return tool.Starts ? await Start(arguments, cancellationToken) : await Finish(arguments, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(started);
        end.Dispose();
    }

    private async Task<(string Text, bool Failed)> Finish(string[] arguments, CancellationToken cancellationToken)
    {
        await using var output = new StringWriter();
        var exit = await Run(arguments, output, cancellationToken);
        return (output.ToString(), exit != 0);
    }

    /// <summary>Answers as soon as the run is durable: its first event says which it is.</summary>
    private async Task<(string Text, bool Failed)> Start(string[] arguments, CancellationToken cancellationToken)
    {
        // Disposed with its run, which goes on after this has answered.
        var first = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new Lines(line => first.TrySetResult(line));
        var run = Task.Run(() => Run(arguments, output, end.Token), CancellationToken.None);
        started.Add(run);
        if (await Task.WhenAny(first.Task, run).WaitAsync(cancellationToken) == run && await run != 0) return (output.Last, true);
        var line = await first.Task.WaitAsync(cancellationToken);
        return (line, line.StartsWith(ProblemEvent.Beginning, StringComparison.Ordinal));
    }

    private async Task<int> Run(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(() => output, () => TextWriter.Null, () => TextReader.Null);
        return await CommandLine.Run(arguments, host(terminal), cancellationToken);
    }

    private static string? Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>Tells of each line that is written, and keeps the last.</summary>
    private sealed class Lines(Action<string> onLine) : TextWriter
    {
        public string Last { get; private set; } = "";

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            // Commands write whole lines under --json.
        }

        public override void WriteLine(string? value)
        {
            Last = value ?? "";
            onLine(Last);
        }
    }
}
