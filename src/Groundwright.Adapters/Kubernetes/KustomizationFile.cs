using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>A kustomization of a checkout, read only far enough to see what it would load and run. Lines are kept for messages.</summary>
/// <param name="Path">Relative to the checkout.</param>
/// <param name="Root">Its keys; null when the file is empty or no mapping, which kustomize tells better.</param>
internal sealed record KustomizationFile(string Path, YamlMappingNode? Root)
{
    private static readonly string[] Names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <summary>The file in a folder, or files when there are too many; kustomize complains about those.</summary>
    public static IEnumerable<KustomizationFile> In(string checkout, string folder) => Names.Select(name => System.IO.Path.Combine(folder, name)).Where(File.Exists).Select(file => Read(checkout, file));

    /// <summary>The strings below some keys, with where they stand.</summary>
    public IEnumerable<(string Key, YamlScalarNode Value)> Below(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> except) =>
        from entry in Entries()
        where keys.Contains(entry.Key)
        from scalar in Scalars(entry.Value, except)
        select (entry.Key, scalar);

    /// <summary>Its keys and values.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries() =>
        Root is null ? [] : Root.Children.Where(entry => entry.Key is YamlScalarNode { Value: not null }).Select(entry => (((YamlScalarNode)entry.Key).Value!, entry.Value));

    /// <summary>A place in the file.</summary>
    public SourceLocation At(YamlNode node) => new(Path, (int)node.Start.Line, (int)node.Start.Column);

    private static KustomizationFile Read(string checkout, string file)
    {
        var path = System.IO.Path.GetRelativePath(checkout, file).Replace('\\', '/');
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            return new KustomizationFile(path, stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null);
        }
        catch (YamlException fault)
        {
            throw new GroundwrightException(Problem.Of(TargetProblems.Invalid, $"{path} is no YAML", fault.Message) with { Source = new SourceLocation(path, (int)fault.Start.Line, (int)fault.Start.Column) }, fault);
        }
    }

    private static IEnumerable<YamlScalarNode> Scalars(YamlNode node, IReadOnlyCollection<string> except) => node switch
    {
        YamlScalarNode scalar => [scalar],
        YamlSequenceNode list => list.Children.SelectMany(item => Scalars(item, except)),
        YamlMappingNode map => map.Children.Where(entry => entry.Key is not YamlScalarNode { Value: { } key } || !except.Contains(key)).SelectMany(entry => Scalars(entry.Value, except)),
        _ => [],
    };
}
