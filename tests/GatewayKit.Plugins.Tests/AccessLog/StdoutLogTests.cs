using GatewayKit.Plugins.Tests.Shared;

namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>The console belongs to the process, so that no other test runs at the same time.</summary>
[Collection(nameof(StdoutLogTests))]
[CollectionDefinition(nameof(StdoutLogTests), DisableParallelization = true)]
public sealed class StdoutLogTests
{
    [Fact]
    public async Task Each_exchange_is_a_line_of_standard_output()
    {
        using var output = new StringWriter();
        var console = Console.Out;
        try
        {
            Console.SetOut(output);
            var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(
                "{ name: stdout-log, options: { format: '{method} {uri} {status}' } }"));

            await host.GetAsync("/a?token=hush");
            await host.GetAsync("/b");
            await host.EndAsync();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal("GET /a?token=REDACTED 200\nGET /b 200\n", output.ToString());
    }
}
