using System.Net;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Sandboxes;

/// <summary>Which hosts a name in <c>egress:</c> means, and where it may lead.</summary>
[Covers("U1")]
public sealed class EgressHostTests
{
    [Theory]
    [InlineData("sts.amazonaws.com", "sts.amazonaws.com", 443, true)]
    [InlineData("STS.amazonaws.com", "sts.AMAZONAWS.com", 443, true)]
    [InlineData("sts.amazonaws.com", "sts.amazonaws.com", 80, false)]
    [InlineData("sts.amazonaws.com", "evil.sts.amazonaws.com", 443, false)]
    [InlineData("sts.amazonaws.com", "sts.amazonaws.com.evil.test", 443, false)]
    [InlineData("*.amazonaws.com", "sts.eu-west-1.amazonaws.com", 443, true)]
    [InlineData("*.amazonaws.com", "amazonaws.com", 443, false)]
    [InlineData("*.amazonaws.com", ".amazonaws.com", 443, false)]
    [InlineData("*.amazonaws.com", "evilamazonaws.com", 443, false)]
    [InlineData("*.amazonaws.com", "sts.amazonaws.com.", 443, false)]
    [InlineData("*.amazonaws.com:8443", "sts.amazonaws.com", 8443, true)]
    [InlineData("127.0.0.1:9000", "127.0.0.1", 9000, true)]
    [InlineData("127.0.0.1:9000", "localhost", 9000, false)]
    [InlineData("10.0.0.7", "10.0.0.7", 443, true)]
    public void A_host_is_meant_by_its_whole_name_and_its_port(string written, string name, int port, bool meant) =>
        EgressHost.Parse(written).Means(name, port).ShouldBe(meant);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("a.*.com")]
    [InlineData("https://sts.amazonaws.com")]
    [InlineData("sts.amazonaws.com/path")]
    [InlineData("user@sts.amazonaws.com")]
    [InlineData("sts..amazonaws.com")]
    [InlineData("sts.amazonaws.com:0")]
    [InlineData("sts.amazonaws.com:65536")]
    [InlineData("127.0.0.1:443")]
    [InlineData("localhost")]
    [InlineData("169.254.169.254:80")]
    [InlineData("169.254.170.2:80")]
    [InlineData("168.63.129.16:80")]
    [InlineData("100.100.100.200:80")]
    [InlineData("0.0.0.0:8080")]
    [InlineData("255.255.255.255")]
    [InlineData("-evil.com")]
    [InlineData("sts.amazonaws.com\n")]
    public void Another_is_refused_with_the_reason(string written)
    {
        EgressHost.TryParse(written, out _, out var why).ShouldBeFalse();
        why.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("*.amazonaws.com", "52.94.5.1", true)]
    [InlineData("*.amazonaws.com", "10.1.2.3", true)]
    [InlineData("*.amazonaws.com", "2600:9000::1", true)]
    [InlineData("*.amazonaws.com", "169.254.169.254", false)]
    [InlineData("*.amazonaws.com", "::ffff:169.254.169.254", false)]
    [InlineData("*.amazonaws.com", "fe80::1", false)]
    [InlineData("*.amazonaws.com", "fd00:ec2::254", false)]
    [InlineData("*.amazonaws.com", "127.0.0.1", false)]
    [InlineData("*.amazonaws.com", "::ffff:127.0.0.1", false)]
    [InlineData("*.amazonaws.com", "::1", false)]
    [InlineData("*.amazonaws.com", "0.0.0.0", false)]
    [InlineData("*.amazonaws.com", "::", false)]
    [InlineData("*.amazonaws.com", "224.0.0.1", false)]
    [InlineData("localhost:9000", "127.0.0.1", true)]
    [InlineData("localhost:9000", "::1", true)]
    [InlineData("localhost:9000", "169.254.169.254", false)]
    public void Where_a_name_leads_is_looked_at(string written, string address, bool admitted) =>
        EgressHost.Parse(written).Admits(IPAddress.Parse(address)).ShouldBe(admitted);

    [Theory]
    [InlineData("sts.amazonaws.com")]
    [InlineData("*.amazonaws.com:8443")]
    [InlineData("127.0.0.1:9000")]
    public void It_is_written_as_it_was_read(string written) => EgressHost.Parse(written).ToString().ShouldBe(written);
}
