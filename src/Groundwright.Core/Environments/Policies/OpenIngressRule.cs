using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>An AWS security group lets everyone in.</summary>
internal sealed class OpenIngressRule : IPolicyRule
{
    public string Id => "net-001";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "An AWS security group lets 0.0.0.0/0 or ::/0 in on other ports than 80 and 443.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (!resource.IsWritten) return [];
        var after = resource.After;
        return resource.Type switch
        {
            "aws_security_group" or "aws_default_security_group" => after.Items("ingress").SelectMany(Ingress),
            "aws_security_group_rule" when after.Text("type") == "ingress" => Ingress(after),
            "aws_vpc_security_group_ingress_rule" => Ingress(after),
            _ => [],
        };
    }

    private static IEnumerable<string> Ingress(JsonElement rule)
    {
        string?[] sources = [.. rule.Texts("cidr_blocks"), .. rule.Texts("ipv6_cidr_blocks"), rule.Text("cidr_ipv4"), rule.Text("cidr_ipv6")];
        var source = Array.Find(sources, OpenPorts.IsEveryone);
        if (source is null) yield break;
        var protocol = rule.Text("protocol") ?? rule.Text("ip_protocol");
        var (from, to) = (rule.Number("from_port"), rule.Number("to_port"));
        if (protocol is "-1" or "all") yield return $"every port is open to {source}";
        else if (!OpenPorts.IsWeb(from, to)) yield return $"port {(from == to ? $"{from}" : $"{from}-{to}")} is open to {source}";
    }
}
