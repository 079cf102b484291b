using GatewayKit.Cli.Tests.Support;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Cli.Tests;

public sealed class RedisTests : IDisposable
{
    private const string Configuration = """
        routes:
          hello:
            match: { path: /hello }
            plugins:
              - { name: rate-limit, options: { limit: 5, window: 1h, by: ip, store: shared, onStoreFailure: deny } }
              - { name: mock, options: { body: hello } }
        """;

    private readonly WorkFolder _folder = new();

    public RedisTests() => _folder.With("gateway.yaml", Configuration);

    public void Dispose() => _folder.Dispose();

    [RedisServerFact]
    public async Task Gateways_with_the_same_server_count_together()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = await RunningGateway.StartAsync(_folder.Path, "--redis", server.Address);
        await using var two = await RunningGateway.StartAsync(_folder.Path, [("GATEWAYKIT_REDIS", server.Address)]);

        while (await StatusAsync(one) != 429)
        {
            // On a busy machine, Redis can answer too late, and the gateway answers 503.
        }

        int status;
        do
        {
            status = await StatusAsync(two);
        }
        while (status == 503);
        Assert.Equal(429, status);
    }

    [Fact]
    public async Task A_connection_string_that_isnt_valid_is_reported_without_its_text()
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "run", "--redis", "localhost:1,password=pass,word=secret");

        Assert.Equal(1, end.ExitCode);
        var error = Assert.Single(end.Errors);
        Assert.Contains("--redis: it isn't a valid connection string.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_store_needs_a_server()
    {
        var without = await ResidentTool.RunAsync(_folder.Path, "validate");
        var with = await ResidentTool.RunAsync(_folder.Path, "validate", "--redis", "localhost:1");

        Assert.Equal((1, 0), (without.ExitCode, with.ExitCode));
        Assert.EndsWith(
            "options.store is shared, but the gateway has no shared counter store; start it with --redis, or call UseRedis.",
            Assert.Single(without.Errors), StringComparison.Ordinal);
    }

    private static async Task<int> StatusAsync(RunningGateway gateway)
    {
        using var response = await gateway.Client.GetAsync(new Uri("/hello", UriKind.Relative));
        return (int)response.StatusCode;
    }
}
