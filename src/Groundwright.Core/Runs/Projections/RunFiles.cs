using System.Text.RegularExpressions;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Runs.Projections;

/// <summary>
/// The files of a run that people and old scripts read: <c>agents/&lt;id&gt;/</c> in the checkout (contract A11). Projections: losing them loses nothing
/// (rule J1). Everything written here is masked first, and nothing is written through a link, which anybody who writes the repository could plant.
/// </summary>
public sealed partial class RunFiles
{
    private readonly string root;
    private readonly Func<string, string> mask;

    /// <summary>Names the files of a run; makes nothing yet.</summary>
    /// <param name="root">Root of the checkout.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="mask">Takes secrets out of a text.</param>
    public RunFiles(string root, string runId, Func<string, string> mask)
    {
        this.root = root;
        this.mask = mask;
        Folder = "agents/" + RunId.Parse(runId);
    }

    /// <summary>Folder of the run, relative to the checkout.</summary>
    public string Folder { get; }

    /// <summary><c>agents/&lt;id&gt;/ipe_state.json</c>. Absolute, as all that follow.</summary>
    public string State => At(StateFile.Name);

    /// <summary><c>agents/&lt;id&gt;/review.json</c>.</summary>
    public string Review => At("review.json");

    /// <summary><c>agents/&lt;id&gt;/&lt;phase&gt;/execution.log</c>.</summary>
    public string ExecutionLog(string phase) => At(Phase(phase) + "/execution.log");

    /// <summary><c>agents/&lt;id&gt;/&lt;phase&gt;/prompt.md</c>.</summary>
    public string Prompt(string phase) => At(Phase(phase) + "/prompt.md");

    /// <summary><c>agents/&lt;id&gt;/&lt;phase&gt;/raw_output.jsonl</c>.</summary>
    public string RawOutput(string phase) => At(Phase(phase) + "/raw_output.jsonl");

    /// <summary>Opens <c>execution.log</c> of a phase to add lines.</summary>
    public RunFileAppender AppendLog(string phase) => Open(Phase(phase), "execution.log");

    /// <summary>Opens <c>raw_output.jsonl</c> of a phase to add lines.</summary>
    public RunFileAppender AppendRawOutput(string phase) => Open(Phase(phase), "raw_output.jsonl");

    /// <summary>Adds a prompt to <c>prompt.md</c> of a phase, under a heading that says what it was for.</summary>
    public void AppendPrompt(string phase, string purpose, string prompt)
    {
        using var file = Open(Phase(phase), "prompt.md");
        file.Line($"<!-- {purpose} -->\n\n{prompt.TrimEnd('\n')}\n");
    }

    /// <summary>The state file as it is now; null when there is none.</summary>
    /// <exception cref="GroundwrightException">GW1351 when it cannot be read, GW1353 when it is reached through a link.</exception>
    public StateFile? ReadState()
    {
        var path = $"{Folder}/{StateFile.Name}";
        RefuseLink(path);
        var file = new FileInfo(State);
        if (!file.Exists) return null;
        if (file.Length is 0 or > StateFileReader.MaxBytes)
            throw new GroundwrightException(Problem.Of(StateProblems.Malformed, $"`{path}` is {(file.Length == 0 ? "empty" : "larger than 4 MiB")}") with { Source = new SourceLocation(path, 1, 1) });
        return StateFile.Read(File.ReadAllText(State), path);
    }

    /// <summary>Replaces the state file; readers see the old one or the new one, never a part.</summary>
    public void WriteState(StateFile state) => Replace(StateFile.Name, state.ToJson());

    /// <summary>Replaces a file of the run, such as <c>review.json</c>, in one step.</summary>
    /// <param name="name">Its name, without folders.</param>
    /// <param name="text">The whole text; masked here.</param>
    public void Replace(string name, string text) => Guarded($"{Folder}/{Part(name)}", path =>
    {
        EnsureFolder(Folder);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            // CreateNew follows no link, and the rename replaces a link instead of what it points at.
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            using (var writer = new StreamWriter(stream))
                writer.Write(mask(text));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        return true;
    });

    private RunFileAppender Open(string phase, string name) => Guarded($"{Folder}/{phase}/{name}", path =>
    {
        EnsureFolder($"{Folder}/{phase}");
        // Not FileMode.Append: the run has one writer, who continues at the end.
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        stream.Seek(0, SeekOrigin.End);
        return new RunFileAppender(stream, mask);
    });

    private T Guarded<T>(string relative, Func<string, T> write)
    {
        RefuseLink(relative);
        try
        {
            return write(Path.Combine(root, relative));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new GroundwrightException(Problem.Of(StateProblems.CannotWrite, $"`{relative}` cannot be written", fault.Message), fault);
        }
    }

    private void EnsureFolder(string relative)
    {
        var at = root;
        foreach (var part in relative.Split('/'))
        {
            at = Path.Combine(at, part);
            if (Directory.Exists(at)) continue;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(at);
            else Directory.CreateDirectory(at, Readable);
        }
    }

    private void RefuseLink(string relative)
    {
        if (LinkFreePath.FirstLink(root, relative) is not { } link) return;
        throw new GroundwrightException(Problem.Of(StateProblems.Link, $"`{link}` is a link",
            "Files of a run are kept in the checkout itself, so that nothing in the repository can redirect them.", new Remedy($"rm {link}", "takes the link away, not what it points at")));
    }

    private string At(string relative) => Path.Combine(root, Folder, relative);

    private static string Phase(string phase) => Part(phase);

    private static string Part(string name) => PartShape().IsMatch(name) ? name : throw new ArgumentException($"`{name}` cannot be part of a path", nameof(name));

    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartShape();
}
