using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ConfigRoundTripTests
{
    [Fact]
    public async Task A_number_as_the_id_of_a_plugin_keeps_its_text()
    {
        await using var gateway = await StoreGateway.StartAsync();
        gateway.Folder.With("numbers.yaml", "plugins: [ { name: correlation-id, id: 12e5 } ]");

        var applied = await gateway.ConfigAsync("apply", "-c", "numbers.yaml");

        Assert.Equal((0, ""), (applied.ExitCode, string.Join('\n', applied.Errors)));
    }
}
