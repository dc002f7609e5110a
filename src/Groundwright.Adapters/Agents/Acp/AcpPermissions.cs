using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>
/// Answers what an agent asks leave for, by the kind of the tool call: what is not known is refused. Where a room keeps the agent in it may run programs and write what the room holds;
/// where none does, it may only read and change files of the tree.
/// </summary>
internal sealed class AcpPermissions(string tree, bool confined)
{
    /// <summary>Decides about a request.</summary>
    /// <param name="call">The tool call that it is about.</param>
    /// <param name="options">What may be answered.</param>
    public AcpPermission Decide(AcpToolCall call, LooseJson options) =>
        May(call) ? AcpPermission.Allow(options) : AcpPermission.Reject(options, Wording.Line($"{call.Kind ?? "unknown"} {call.Title}"));

    private bool May(AcpToolCall call) => call.Kind switch
    {
        "read" or "search" => confined || call.Paths.All(IsInside),
        "think" => true,
        _ when call.Writes => confined || (call.Paths.Count > 0 && call.Paths.All(IsInside)),
        "execute" => confined,
        _ => false,
    };

    private bool IsInside(string path)
    {
        try
        {
            var relative = Path.GetRelativePath(tree, Path.GetFullPath(path, tree)).Replace(Path.DirectorySeparatorChar, '/');
            if (relative == ".") return true;
            TreePath.In(tree, relative);
            return true;
        }
        catch (Exception fault) when (fault is GroundwrightException or IOException or ArgumentException)
        {
            // The others: a name that no file can have.
            return false;
        }
    }
}
