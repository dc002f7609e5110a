using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox;

/// <summary>Getting out of a room, tried by a program that knows where it wants to.</summary>
[Covers("U4")]
public sealed class EscapeTests : IDisposable
{
    private readonly RoomBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory, MemberData(nameof(Visitor.All), MemberType = typeof(Visitor))]
    public async Task The_tree_and_the_home_can_be_written_and_nothing_else(Visitor visitor)
    {
        var result = await bench.Script("""
            echo tree >in-tree && echo home >"$HOME/in-home" && cat "$HOME/in-home"
            for place in "$OUTSIDE/written" /written /etc/written /usr/written /run/written /proc/sys/kernel/core_pattern /proc/sys/vm/drop_caches /dev/written; do
              { : >>"$place"; } 2>/dev/null && echo "WROTE $place"
            done
            """, visitor: visitor);

        result.StandardOutput.ShouldBe("home\n");
        File.ReadAllText(bench.InTree("in-tree")).ShouldBe("tree\n");
        Directory.EnumerateFiles(bench.Outside).ShouldBe([Path.Combine(bench.Outside, "secret.txt")]);
    }

    [Theory, MemberData(nameof(Visitor.All), MemberType = typeof(Visitor))]
    public async Task Nothing_outside_can_be_read(Visitor visitor)
    {
        var result = await bench.Script($"""
            ln -s "$OUTSIDE/secret.txt" link
            cat "$OUTSIDE/secret.txt" link /proc/self/root{bench.Outside}/secret.txt /proc/1/root{bench.Outside}/secret.txt
            find / -xdev -name 'secret.txt' -not -path '/proc/*'
            ls -a /root /home /var /opt /sys /boot /srv /run/docker.sock /etc/shadow /etc/ssh
            """, visitor: visitor);

        result.StandardOutput.ShouldBe("");
        result.StandardError.ShouldNotContain(bench.Secret);
    }

    [Theory, MemberData(nameof(Visitor.All), MemberType = typeof(Visitor))]
    public async Task Nothing_can_be_mounted_and_no_right_be_gained(Visitor visitor)
    {
        var result = await bench.Script("""
            mkdir -p here
            mount -o remount,rw /usr 2>&1 && echo GOT remount
            mount -t tmpfs none here 2>/dev/null && echo GOT mount
            mount --bind /usr here 2>/dev/null && echo GOT bind
            umount /proc 2>/dev/null && echo GOT umount
            unshare --user --map-root-user true 2>/dev/null && echo GOT namespace
            chroot / true 2>/dev/null && echo GOT chroot
            mknod disk b 8 0 2>/dev/null && echo GOT device
            hostname elsewhere 2>/dev/null && echo GOT hostname
            grep -E '^(CapPrm|CapEff|CapBnd|NoNewPrivs)' /proc/self/status | awk '{ print $2 }' | sort -u | tr '\n' ' '
            """, visitor: visitor);

        result.StandardOutput.ShouldNotContain("GOT");
        result.StandardOutput.Trim().ShouldEndWith("0000000000000000 1");
    }

    [Theory, MemberData(nameof(Visitor.All), MemberType = typeof(Visitor))]
    public async Task No_process_of_the_machine_can_be_seen_or_signalled(Visitor visitor)
    {
        var result = await bench.Script("""
            kill -0 "$HOST_PID" 2>/dev/null && [ "$HOST_PID" -gt 50 ] && echo GOT signal
            ls -d /proc/[0-9]* | wc -l
            """, visitor: visitor);

        result.StandardOutput.ShouldNotContain("GOT");
        int.Parse(result.StandardOutput.Trim()).ShouldBeLessThan(8);
    }

    [Fact]
    public async Task No_variable_but_those_allowed_is_in_any_process_of_the_room()
    {
        Environment.SetEnvironmentVariable("GW_TEST_ROOM_SECRET", bench.Secret);

        // Process 1 of a room is bubblewrap itself: clearing the environment of the program alone would leave ours in it.
        var result = await bench.Script("cat /proc/*/environ | tr '\\0' '\\n'");

        result.StandardOutput.ShouldContain("HOST_PID=");
        result.StandardOutput.ShouldNotContain(bench.Secret);
    }

    [Theory, MemberData(nameof(Visitor.All), MemberType = typeof(Visitor))]
    public async Task Neither_the_network_nor_a_service_of_the_machine_can_be_reached(Visitor visitor)
    {
        using var sink = new Sink();

        var result = await bench.Script($"""
            echo hello >/dev/tcp/127.0.0.1/{sink.Port} && echo GOT tcp
            echo hello >/dev/udp/127.0.0.1/{sink.Port}
            echo hello >/dev/tcp/1.1.1.1/53 && echo GOT internet
            curl -s --max-time 5 --abstract-unix-socket {sink.AbstractName} http://x/ && echo GOT abstract
            curl -s --max-time 5 --unix-socket {sink.SocketFile} http://x/ && echo GOT socket
            cut -d: -f1 -s /proc/net/dev | tr -d ' '
            """, visitor: visitor);

        result.StandardOutput.ShouldBe("lo\n");
        sink.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_that_was_started_in_a_room_outlives_it()
    {
        var result = await bench.Script("""
            (setsid sleep 287 </dev/null >/dev/null 2>&1 &)
            (env -i setsid /bin/sh -c 'exec 9>&- ; sleep 287' </dev/null >/dev/null 2>&1 &)
            """);

        result.Succeeded.ShouldBeTrue(result.StandardError);
        ChildProcess.Run("pgrep", ["-f", "^sleep 287$"]).Output.ShouldBe("");
    }
}
