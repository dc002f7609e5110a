using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.Discovery;

/// <summary>The kinds that a CustomResourceDefinition defines, one for each version it serves.</summary>
internal static class CustomTypes
{
    public static IEnumerable<ResourceType> Of(JsonObject definition, Swagger swagger)
    {
        var spec = definition.At("spec");
        var names = spec.At("names");
        foreach (var version in spec.Objects("versions").Where(version => version.Flag("served")))
        {
            yield return new ResourceType
            {
                Group = spec.Text("group")!,
                Version = version.Text("name")!,
                Plural = names.Text("plural")!,
                Kind = names.Text("kind")!,
                Namespaced = spec.Text("scope") == "Namespaced",
                Schema = new Schema(version.At("schema", "openAPIV3Schema") as JsonObject ?? [], swagger, isCustomRoot: true),
                ShortNames = [.. names.Texts("shortNames")],
                Categories = [.. names.Texts("categories")],
                HasStatus = version.At("subresources", "status") is not null,
                Scale = version.At("subresources", "scale") is JsonObject scale ? new ScalePaths(scale.Text("specReplicasPath")!, scale.Text("statusReplicasPath")!, scale.Text("labelSelectorPath")) : null,
                IsCustom = true,
                Columns = [.. version.Objects("additionalPrinterColumns").Select(Column)],
            };
        }
    }

    private static Column Column(JsonObject column)
    {
        var path = column.Text("jsonPath")!;
        return new Column(column.Text("name")!, column.Text("type")!, item => JsonPathReading.First(item, path)?.DeepClone(), column.Number("priority") > 0);
    }
}
