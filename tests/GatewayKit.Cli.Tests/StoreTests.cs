using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_gateway_with_a_store_needs_no_file()
    {
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, "--store", "gateway.db");

        using var response = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(404, (int)response.StatusCode);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "gateway.db")));
    }

    [Fact]
    public async Task A_store_adds_to_the_file()
    {
        _folder.With(
            "gateway.yaml", "routes: { hello: { match: { path: /hello }, plugins: [ { name: mock, options: { body: hello } } ] } }");
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, [("GATEWAYKIT_STORE", "gateway.db")]);

        using var response = await gateway.Client.GetAsync(new Uri("/hello", UriKind.Relative));

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("Host=localhost;Pass=secret;Word=secret")]
    [InlineData("postgres://user:secret@localhost/gateway")]
    public async Task A_store_that_isnt_valid_is_reported_without_its_text(string store)
    {
        var end = await ResidentTool.RunAsync(_folder.Path, "run", "--store", store);

        Assert.Equal(1, end.ExitCode);
        var error = Assert.Single(end.Errors);
        Assert.Contains("--store: it isn't a valid store.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }
}
