using System.Net;
using System.Net.Http.Headers;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class AdminKeyTests : IDisposable
{
    private const string Key = "0123456789abcdef-secret";

    private readonly WorkFolder _folder = new();

    public AdminKeyTests() => _folder.With("gateway.yaml", "{}");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:9000")]
    public async Task An_address_that_other_machines_can_reach_needs_a_key(string urls)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "run", "--admin-urls", urls);

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("so it needs a key. Set GATEWAYKIT_ADMIN_KEY or --admin-key", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short-secret", "must be 16 to 512 printable ASCII characters")]
    [InlineData("${env:NO_SUCH_SECRET_VARIABLE}", "the environment variable 'NO_SUCH_SECRET_VARIABLE' isn't set")]
    public async Task An_invalid_key_is_reported_without_its_text(string key, string message)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "run", "--admin-urls", "http://127.0.0.1:0", "--admin-key", key);

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(message, Assert.Single(end.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("short-secret", end.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_an_address_is_reported()
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "run", "--admin-key", Key);

        Assert.Contains("--admin-key needs an address", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_can_be_in_a_variable_with_two_underscores()
    {
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path, [("TEAM__ADMIN_KEY", Key)], "--admin-urls", "http://127.0.0.1:0", "--admin-key", "${env:TEAM__ADMIN_KEY}");
        using var client = new HttpClient { BaseAddress = new Uri(await gateway.AdminAsync()), Timeout = Bound.Time };

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/v1/status"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/v1/status"));
    }

    [Theory]
    [InlineData("/v1/status")]
    [InlineData("/metrics")]
    public async Task A_gateway_with_a_key_demands_it_for_everything_but_health_checks(string path)
    {
        await using var gateway = await RunningGateway.StartAsync(
            _folder.Path, [("GATEWAYKIT_ADMIN_KEY", Key)], "--admin-urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = new Uri(await gateway.AdminAsync()), Timeout = Bound.Time };

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/healthz/live"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, path));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, path));
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
