using System.IO.Enumeration;

namespace Groundwright.Core.Runs.Store;

/// <summary>Where things are under the git common directory (rule J1).</summary>
internal sealed class StoreLayout(string gitDirectory)
{
    /// <summary>The git common directory. Absolute.</summary>
    public string Git { get; } = Path.GetFullPath(gitDirectory);

    /// <summary>Holds one folder for every run.</summary>
    public string Runs => Path.Combine(Git, "groundwright", "runs");

    /// <summary>One line for every run.</summary>
    public string Index => Path.Combine(Runs, "index.jsonl");

    /// <summary>Folder of a run. The id is checked: it becomes part of a path.</summary>
    public string Run(string id) => Path.Combine(Runs, RunId.Parse(id));

    /// <summary>Ids of all folders of runs; one without a journal is not a run (yet).</summary>
    public IEnumerable<string> Ids() => !Directory.Exists(Runs) ? [] :
        new FileSystemEnumerable<string>(Runs, (ref entry) => entry.FileName.ToString())
        {
            ShouldIncludePredicate = (ref entry) => entry.IsDirectory && entry.FileName[0] != '.',
        };

    public static string Journal(string folder) => Path.Combine(folder, "journal.jsonl");

    public static string Lock(string folder) => Path.Combine(folder, "run.lock");

    public static string Owner(string folder) => Path.Combine(folder, "owner.json");

    public static string Inbox(string folder) => Path.Combine(folder, "inbox");
}
