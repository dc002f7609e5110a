using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Groundwright.Core.Agents;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Agents;

/// <summary>The recorded work of one phase and purpose.</summary>
internal sealed partial class RecordedScene(string name, string folder)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal string Name => name;

    /// <summary>All edits, checked before the first is made: a recording that is refused has changed nothing.</summary>
    internal IReadOnlyList<RecordedEdit> Edits(AgentTask task)
    {
        var edits = new List<RecordedEdit>();
        var files = Path.Combine(folder, "files");
        RefuseLink(files);
        if (Directory.Exists(files))
        {
            foreach (var source in FilesIn(files).Order(StringComparer.Ordinal))
            {
                var relative = Path.GetRelativePath(files, source).Replace(Path.DirectorySeparatorChar, '/');
                edits.Add(new RecordedEdit(TreePath.In(task.Directory, Fill(relative, task)), Filled(source, task), IsExecutable(source)));
            }
        }
        edits.AddRange(Deleted(task).Select(path => new RecordedEdit(TreePath.In(task.Directory, path), null, false)));
        var answer = Path.Combine(folder, "answer.json");
        if (task.AnswerFile is not null && Has(answer)) edits.Add(new RecordedEdit(TreePath.In(task.Directory, task.AnswerFile), Filled(answer, task), false));
        return edits;
    }

    internal string Message(AgentTask task) => Fill(Text("message.txt"), task).Trim();

    internal RecordedUsage Usage()
    {
        var text = Text("usage.json");
        if (text.Length == 0) return new RecordedUsage();
        try
        {
            var usage = JsonSerializer.Deserialize<RecordedUsage>(text, RecordedUsage.Json) ?? new RecordedUsage();
            return usage.Seconds is null or (>= 0 and < 1e9) ? usage : throw new JsonException("`seconds` is out of range");
        }
        catch (JsonException fault)
        {
            throw Wrong("usage.json", "It is JSON like { \"tokens\": 41000, \"usd\": 0.52, \"turns\": 3, \"seconds\": 130 }, every field optional. " + fault.Message);
        }
    }

    private IEnumerable<string> Deleted(AgentTask task) => Text("delete.txt").ReplaceLineEndings("\n").Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => Fill(line, task));

    private string Text(string file)
    {
        var path = Path.Combine(folder, file);
        return Has(path) ? File.ReadAllText(path) : "";
    }

    private bool Has(string path)
    {
        RefuseLink(path);
        return File.Exists(path);
    }

    private IEnumerable<string> FilesIn(string start)
    {
        foreach (var child in new DirectoryInfo(start).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            RefuseLink(child.FullName);
            if (child is FileInfo) yield return child.FullName;
            else foreach (var deeper in FilesIn(child.FullName)) yield return deeper;
        }
    }

    /// <summary>A recording is copied into a tree that others read: a link in it would copy any file of the machine.</summary>
    private void RefuseLink(string path)
    {
        if (TreePath.IsLink(path)) throw Wrong(Path.GetRelativePath(folder, path), "It is a link.");
    }

    private GroundwrightException Wrong(string file, string why) => new(Problem.Of(
        AgentProblems.RecordingRefused,
        $"`{file}` of the recording {name} cannot be used",
        why + " Nothing was changed."));

    private static byte[] Filled(string source, AgentTask task)
    {
        var bytes = File.ReadAllBytes(source);
        try
        {
            return Strict.GetBytes(Fill(Strict.GetString(bytes), task));
        }
        catch (DecoderFallbackException)
        {
            // Not text: taken over as it is.
            return bytes;
        }
    }

    /// <summary>In one pass: a value is never looked through for placeholders. Unknown ones stay, templates of other tools look the same.</summary>
    private static string Fill(string text, AgentTask task) =>
        Placeholder().Replace(text, match => task.Facts.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);

    [GeneratedRegex(@"\{\{([a-z]+)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    private static bool IsExecutable(string path) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);
}

/// <summary>One edit: a file written, or deleted when there is no content.</summary>
internal sealed record RecordedEdit(TreePath Path, byte[]? Content, bool Executable)
{
    internal void Make()
    {
        if (Content is null) Path.Delete();
        else Path.Write(Content, Executable);
    }
}

/// <summary><c>usage.json</c>. What is not there is unknown, not zero.</summary>
internal sealed record RecordedUsage(long? Tokens = null, decimal? Usd = null, int? Turns = null, double? Seconds = null)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    internal AgentUsage ToAgentUsage(TimeSpan elapsed) => new(Tokens, Usd, Turns, Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : elapsed);
}
