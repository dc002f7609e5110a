using System.Text;
using System.Text.Json;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;

namespace Groundwright.Core.Tests.Runs.Store;

/// <summary>Journals made apart from the product's writer, also such as it would not write.</summary>
internal static class JournalLines
{
    /// <summary>Lines with right sums around events whose text was changed.</summary>
    public static string Sealed(Func<string, string> change, params RunEvent[] events)
    {
        using var seal = new LineSeal();
        var sum = LineSeal.First.ToArray();
        var lines = new StringBuilder();
        for (var i = 0; i < events.Length; i++)
        {
            var body = change(JsonSerializer.Serialize(events[i] with { Sequence = i + 1 }, JournalFormat.Default.RunEvent))[..^1];
            seal.Compute(sum, Encoding.UTF8.GetBytes(body), sum);
            lines.Append(body).Append(",\"sum\":\"").Append(Encoding.ASCII.GetString(sum)).Append("\"}\n");
        }
        return lines.ToString();
    }
}
