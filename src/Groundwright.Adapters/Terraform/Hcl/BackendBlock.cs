using System.Text.Json;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Terraform.Hcl;

/// <summary>Where a root says its state is kept.</summary>
/// <param name="File">Name of the file it stands in.</param>
/// <param name="Type">Such as <c>s3</c>; <c>cloud</c> for a <c>cloud</c> block.</param>
/// <param name="Text">The block as written.</param>
internal sealed record BackendBlock(string File, string Type, string Text)
{
    private static readonly EnumerationOptions TopOnly = new() { AttributesToSkip = FileAttributes.Directory };

    /// <summary>Whether it stands in a file that overrides others.</summary>
    public bool IsOverride => Path.GetFileNameWithoutExtension(File.EndsWith(".json", StringComparison.Ordinal) ? File[..^".json".Length] : File) is var name
        && (name == "override" || name.EndsWith("_override", StringComparison.Ordinal));

    /// <summary>All backend blocks of the files of a root, in the order of their names.</summary>
    public static IReadOnlyList<BackendBlock> ReadAll(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*", TopOnly).Order(StringComparer.Ordinal).SelectMany(path => Path.GetFileName(path) switch
        {
            var name when Ends(name, ".tf", ".tofu") => Read(name, System.IO.File.ReadAllText(path)),
            var name when Ends(name, ".tf.json", ".tofu.json") => ReadJson(name, System.IO.File.ReadAllText(path)),
            _ => [],
        }),
    ];

    /// <summary>The backend blocks of one file in HCL.</summary>
    public static IReadOnlyList<BackendBlock> Read(string file, string text)
    {
        var tokens = HclScanner.Scan(text);
        var blocks = new List<BackendBlock>();
        var depth = 0;
        var inTerraform = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == HclTokenKind.Open) (depth, inTerraform) = (depth + 1, depth == 0 ? Is(i - 1, "terraform") : inTerraform);
            if (tokens[i].Kind == HclTokenKind.Close) depth = Math.Max(0, depth - 1);
            if (depth != 1 || !inTerraform || tokens[i].Kind != HclTokenKind.Word) continue;
            if (tokens[i].Text == "cloud" && IsOpen(i + 1)) blocks.Add(Block("cloud", i + 1));
            if (tokens[i].Text == "backend" && IsOpen(i + 2) && tokens[i + 1].Kind is HclTokenKind.Text or HclTokenKind.Word) blocks.Add(Block(tokens[i + 1].Text, i + 2));
        }
        return blocks;

        bool Is(int index, string word) => index >= 0 && tokens[index] is { Kind: HclTokenKind.Word } token && token.Text == word;
        bool IsOpen(int index) => index < tokens.Count && tokens[index].Kind == HclTokenKind.Open;
        BackendBlock Block(string type, int open) => new(file, type, text[tokens[open].Start..End(open)]);

        int End(int open)
        {
            var inside = 0;
            for (var i = open; i < tokens.Count; i++)
            {
                inside += tokens[i].Kind switch { HclTokenKind.Open => 1, HclTokenKind.Close => -1, _ => 0 };
                if (inside == 0) return tokens[i].End;
            }
            return text.Length;
        }
    }

    private static bool Ends(string name, params string[] endings) => Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<BackendBlock> ReadJson(string file, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return
            [
                .. from terraform in document.RootElement.Items("terraform")
                   from backend in terraform.Items("backend")
                   where backend.ValueKind == JsonValueKind.Object
                   from type in backend.EnumerateObject()
                   select new BackendBlock(file, type.Name, type.Value.GetRawText()),
                .. from terraform in document.RootElement.Items("terraform")
                   from cloud in terraform.Items("cloud")
                   select new BackendBlock(file, "cloud", cloud.GetRawText()),
            ];
        }
        catch (JsonException)
        {
            // The tool refuses the file with line and column; that message is better than ours.
            return [];
        }
    }
}
