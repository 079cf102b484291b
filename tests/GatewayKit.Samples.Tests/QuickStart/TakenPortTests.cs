using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Samples.QuickStart;

public sealed class TakenPortTests
{
    [Fact]
    public async Task A_taken_port_is_named_together_with_the_way_to_choose_another()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://{other.LocalEndpoint}";

        using var quickStart = QuickStartProcess.Start(taken);
        var (exitCode, errors) = await quickStart.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains(taken, errors, StringComparison.Ordinal);
        Assert.Contains("--urls", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
