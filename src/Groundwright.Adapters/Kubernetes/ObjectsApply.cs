using System.Text.Json.Nodes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>
/// The process that applies a plan to a cluster: it takes the record of the target by compare-and-swap, so that a late or older apply is refused by the
/// server before it touches anything; applies by server-side apply; deletes exactly what was planned; and closes the record.
/// </summary>
/// <param name="runner">Starts kubectl.</param>
public sealed class ObjectsApply(ICommandRunner runner)
{
    /// <summary>Applies a plan.</summary>
    /// <param name="file">The plan in clear. Absolute. Files for kubectl are written beside it.</param>
    /// <param name="onLine">Gets what kubectl prints.</param>
    /// <param name="cancellationToken">Interrupts kubectl, which ends between two objects.</param>
    /// <returns>0: done. Else kubectl's exit code at the step that failed; later steps were not taken.</returns>
    public async Task<int> Run(string file, Action<OutputLine> onLine, CancellationToken cancellationToken)
    {
        var order = ApplyOrder.Read(await File.ReadAllBytesAsync(file, cancellationToken));
        var settings = new TargetSettings { Name = "apply", Environment = order.Environment };
        var steps = new Steps(new Kubectl(settings, runner, order.Context), Path.GetDirectoryName(file)!, onLine, cancellationToken);
        var (begun, version) = await steps.Write("begin", order.Begin);
        if (begun != 0) return begun;
        if (order.Objects.Count > 0 && await steps.Run("objects", order.Objects, "apply", "--server-side", "--validate=strict", $"--field-manager={LiveObjects.Manager}") is var applied and not 0) return applied;
        if (order.Deleted.Count > 0 && await steps.Run("deleted", order.Deleted, "delete", "--ignore-not-found", "--wait=true", "--timeout=10m") is var deleted and not 0) return deleted;
        if (order.End is null) return await steps.Run("record", [order.Begin], "delete", "--ignore-not-found");
        order.End["metadata"]!["resourceVersion"] = version;
        return (await steps.Write("end", order.End)).Exit;
    }

    private sealed class Steps(Kubectl kubectl, string folder, Action<OutputLine> onLine, CancellationToken cancellationToken)
    {
        public async Task<int> Run(string name, IEnumerable<JsonObject> objects, params string[] arguments)
        {
            var result = await kubectl.Watch([.. arguments, "-f", await Save(name, objects)], onLine, cancellationToken);
            return result.Succeeded ? 0 : Math.Max(1, result.ExitCode);
        }

        /// <summary>Makes the record, or replaces the version it names.</summary>
        public async Task<(int Exit, string? Version)> Write(string name, JsonObject record)
        {
            var isNew = record.At("metadata").Text("resourceVersion") is null;
            var result = await kubectl.Watch([isNew ? "create" : "replace", "-f", await Save(name, [record]), "-o", "json"], line => Tell(line), cancellationToken);
            if (!result.Succeeded) return (Math.Max(1, result.ExitCode), null);
            var written = JsonNode.Parse(result.StandardOutput);
            onLine(new OutputLine(false, $"apply {written.At("data").Text("sequence")} of {written.At("metadata").Text("name")} {written.At("data").Text("state")}"));
            return (0, written.At("metadata").Text("resourceVersion"));
        }

        private void Tell(OutputLine line)
        {
            if (line.IsError) onLine(line);
        }

        private async Task<string> Save(string name, IEnumerable<JsonObject> objects)
        {
            var path = Path.Combine(folder, $"{name}.json");
            await File.WriteAllBytesAsync(path, Manifest.Write(objects.Select(one => new KubeObject(one))), cancellationToken);
            return path;
        }
    }
}
