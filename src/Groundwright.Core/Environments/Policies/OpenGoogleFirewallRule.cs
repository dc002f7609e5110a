namespace Groundwright.Core.Environments.Policies;

/// <summary>A Google firewall lets everyone in.</summary>
internal sealed class OpenGoogleFirewallRule : IPolicyRule
{
    public string Id => "net-002";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A Google Cloud firewall lets 0.0.0.0/0 or ::/0 in on other ports than 80 and 443.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        var after = resource.After;
        if (!resource.IsWritten || resource.Type != "google_compute_firewall" || after.Text("direction") == "EGRESS" || after.Flag("disabled") == true) yield break;
        var source = after.Texts("source_ranges").FirstOrDefault(OpenPorts.IsEveryone);
        if (source is null) yield break;
        foreach (var allow in after.Items("allow"))
        {
            var ports = allow.Texts("ports").ToList();
            if (ports.Count == 0) yield return $"every port of {allow.Text("protocol") ?? "all protocols"} is open to {source}";
            foreach (var port in ports.Where(port => !OpenPorts.IsWeb(port))) yield return $"port {port} is open to {source}";
        }
    }
}
