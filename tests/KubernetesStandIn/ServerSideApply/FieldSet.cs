using System.Collections;
using System.Text.Json.Nodes;

namespace KubernetesStandIn.ServerSideApply;

/// <summary>A set of fields by their paths; written as <c>fieldsV1</c>.</summary>
internal sealed class FieldSet(IEnumerable<string> paths) : IReadOnlyCollection<string>
{
    private readonly SortedSet<string> paths = new(paths, StringComparer.Ordinal);

    public int Count => paths.Count;

    public bool Contains(string path) => paths.Contains(path);

    /// <summary>Whether the field or anything below it is in the set.</summary>
    public bool Reaches(string path) => paths.Contains(path) || paths.GetViewBetween(path + FieldPath.Joint, path + (char)(FieldPath.Joint + 1)).Count > 0;

    public FieldSet Except(IEnumerable<string> others) => new(Enumerable.Except(paths, others));

    public FieldSet With(IEnumerable<string> others) => new(paths.Concat(others));

    public FieldSet Where(Func<string, bool> condition) => new(Enumerable.Where(paths, condition));

    public bool SameAs(FieldSet other) => paths.SetEquals(other.paths);

    public IEnumerator<string> GetEnumerator() => paths.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static FieldSet Read(JsonObject fields)
    {
        var paths = new List<string>();
        Read(fields, "", paths);
        return new FieldSet(paths);
    }

    public JsonObject Json()
    {
        var root = new JsonObject();
        foreach (var path in paths)
        {
            var node = root;
            foreach (var word in path.Split(FieldPath.Joint))
            {
                if (node[word] is not JsonObject child) node[word] = child = [];
                node = child;
            }
            // A field that is owned itself and has fields below it says so by a dot. The sorted order brings the field first.
            node["."] = new JsonObject();
        }
        Simplify(root);
        return root;
    }

    private static void Read(JsonObject node, string path, List<string> paths)
    {
        if (path.Length > 0 && (node.Count == 0 || node.ContainsKey("."))) paths.Add(path);
        foreach (var (word, child) in node)
            if (word != "." && child is JsonObject below) Read(below, FieldPath.Below(path, word), paths);
    }

    private static void Simplify(JsonObject node)
    {
        if (node.Count == 1) node.Remove(".");
        foreach (var child in node.Select(field => field.Value).OfType<JsonObject>()) Simplify(child);
    }
}
