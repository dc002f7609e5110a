using Groundwright.Core.Configuration;

namespace Groundwright.Core.Tests.Configuration;

public class ChangeWindowTests
{
    [Theory]
    [InlineData("Mon-Fri 09:00-16:00 Europe/Berlin", "2026-11-20T08:00:00Z", true)]
    [InlineData("Mon-Fri 09:00-16:00 Europe/Berlin", "2026-11-20T07:59:59Z", false)]
    [InlineData("Mon-Fri 09:00-16:00 Europe/Berlin", "2026-11-20T15:00:00Z", false)]
    [InlineData("Mon-Fri 09:00-16:00 Europe/Berlin", "2026-07-17T07:00:00Z", true)]
    [InlineData("Mon-Fri 09:00-16:00 Europe/Berlin", "2026-11-21T10:00:00Z", false)]
    [InlineData("Sat 22:00-04:00 UTC", "2026-11-22T03:59:00Z", true)]
    [InlineData("Sat 22:00-04:00 UTC", "2026-11-21T03:59:00Z", false)]
    [InlineData("Fri-Mon 00:00-24:00 UTC", "2026-11-23T23:59:59Z", true)]
    [InlineData("Fri-Mon 00:00-24:00 UTC", "2026-11-24T00:00:00Z", false)]
    [InlineData("Mon,Wed 20:00-24:00 UTC", "2026-11-25T23:00:00Z", true)]
    [InlineData("Mon,Wed 20:00-24:00 UTC", "2026-11-26T00:00:00Z", false)]
    public void A_window_is_open_in_its_own_time_zone(string window, string moment, bool open) =>
        ChangeWindow.Parse(window).IsOpen(DateTimeOffset.Parse(moment)).ShouldBe(open);
}
