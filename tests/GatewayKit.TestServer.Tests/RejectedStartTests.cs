using System.Diagnostics;
using GatewayKit.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace GatewayKit.TestServer.Tests;

public sealed class RejectedStartTests
{
    private const string Unknown = "routes.open: match.pth is unknown.";

    [Fact]
    public async Task A_test_of_a_host_with_an_invalid_configuration_gets_its_errors()
    {
        await using var factory = new WebApplicationFactory<Program>()
            .WithWebHostBuilder(builder => builder.UseSetting("GatewayKit:routes:open:match:pth", "/x"));

        var rejected = Assert.Throws<GatewayConfigException>(factory.CreateClient);

        Assert.Contains(Unknown, rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_an_invalid_configuration_ends_with_its_errors_and_no_stack_trace()
    {
        using var host = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            Environment = { ["GatewayKit__routes__open__match__pth"] = "/x", ["DOTNET_DbgEnableMiniDump"] = "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = host.StandardError.ReadToEndAsync();
        var output = host.StandardOutput.ReadToEndAsync();
        await host.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.NotEqual(0, host.ExitCode);
        Assert.Contains(Unknown, await error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await error + await output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Equal(134, host.ExitCode);
    }
}
