using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Groundwright.Core.Sandboxes;

/// <summary>
/// A host that the tools of a target may talk to from their room (rule U1): <c>sts.eu-west-1.amazonaws.com</c>, <c>*.amazonaws.com</c> for every name below, or
/// <c>127.0.0.1:9000</c>. Port 443 where none is said.
/// </summary>
public sealed partial record EgressHost
{
    /// <summary>How it is written. A pattern has at least two names after the star: a whole top-level domain is everybody's.</summary>
    public const string Pattern = "^" + Body + "$";

    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private const string Body = @"(\*\." + Label + @"(\." + Label + ")+|" + Label + @"(\." + Label + ")*)(:[0-9]{1,5})?";

    private const int DefaultPort = 443;

    // Who asks there is given the credentials of the machine: the clouds' metadata services outside of 169.254.0.0/16 and fe80::/10.
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html, https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16,
    // https://cloud.google.com/compute/docs/metadata/querying-metadata, https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
    private static readonly IPAddress[] Metadata =
        [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("fd00:ec2::23"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("fd20:ce::254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("192.0.0.192")];

    private EgressHost(string name, int port)
    {
        Name = name;
        Port = port;
    }

    /// <summary>Name, address, or <c>*.</c> and what names must end with. In lower case.</summary>
    public string Name { get; }

    /// <summary>The one port.</summary>
    public int Port { get; }

    /// <summary>Whether it is this machine, which a room sees no more of than what is named.</summary>
    public bool IsLocal => Name == "localhost" || (IPAddress.TryParse(Name, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Reads one.</summary>
    /// <param name="text">As it is written in <c>egress:</c>.</param>
    /// <param name="host">What it says; null where it cannot be.</param>
    /// <param name="why">Why it cannot be, for people.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out EgressHost? host, [NotNullWhen(false)] out string? why)
    {
        host = null;
        why = null;
        if (!Form().IsMatch(text)) why = "the name of a host (`*.` may stand before two names or more) or an IPv4 address, with `:port` where it is not 443";
        else
        {
            var (name, port) = text.Split(':') is [var left, var right] ? (left.ToLowerInvariant(), int.Parse(right, CultureInfo.InvariantCulture)) : (text.ToLowerInvariant(), DefaultPort);
            var found = new EgressHost(name, port);
            if (port is 0 or > 65535) why = "a host with a port from 1 to 65535";
            else if (found.IsLocal && port < 1024) why = "a port of this machine from 1024 on: a room can open no lower one";
            else if (IPAddress.TryParse(name, out var address) && !found.Admits(address)) why = "another address: this one is never reached from a room, since it hands out the credentials of the machine or is nobody's";
            else host = found;
        }
        return why is null;
    }

    /// <summary>Reads one that is known to be well written.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static EgressHost Parse(string text) => TryParse(text, out var host, out var why) ? host : throw new ArgumentException($"{text} is not {why}", nameof(text));

    /// <summary>Whether a name and port that a program asks for are meant.</summary>
    public bool Means(string name, int port) => port == Port
        && (Name.StartsWith('*') ? name.Length > Name.Length - 1 && name.EndsWith(Name[1..], StringComparison.OrdinalIgnoreCase) : name.Equals(Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether an address that its name led to may be connected to: never one that hands out credentials of the machine, and one of the machine itself only where that was
    /// named. Whoever rules over a name decides what it leads to.
    /// </summary>
    public bool Admits(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Metadata.Contains(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6Multicast || plain.Equals(IPAddress.IPv6Any)) return false;
        if (plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is [0 or >= 224, ..] or [169, 254, ..]) return false;
        return IsLocal || !IPAddress.IsLoopback(plain);
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Port == DefaultPort ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{Port}");

    [GeneratedRegex(@"\A" + Body + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
