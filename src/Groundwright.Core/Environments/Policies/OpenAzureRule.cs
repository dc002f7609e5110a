using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>An Azure network security group lets everyone in.</summary>
internal sealed class OpenAzureRule : IPolicyRule
{
    public string Id => "net-003";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "An Azure network security rule lets the internet in on other ports than 80 and 443.";

    public IEnumerable<string> Check(PlannedResource resource) => (resource.IsWritten, resource.Type) switch
    {
        (true, "azurerm_network_security_rule") => Rule(resource.After),
        (true, "azurerm_network_security_group") => resource.After.Items("security_rule").SelectMany(Rule),
        _ => [],
    };

    private static IEnumerable<string> Rule(JsonElement rule)
    {
        if (rule.Text("direction") != "Inbound" || rule.Text("access") != "Allow") return [];
        var source = rule.Texts("source_address_prefix").Concat(rule.Texts("source_address_prefixes")).FirstOrDefault(OpenPorts.IsEveryone);
        if (source is null) return [];
        var who = source == "*" ? "everyone" : source;
        return rule.Texts("destination_port_range").Concat(rule.Texts("destination_port_ranges")).Where(port => !OpenPorts.IsWeb(port))
            .Select(port => port == "*" ? $"every port is open to {who}" : $"port {port} is open to {who}");
    }
}
