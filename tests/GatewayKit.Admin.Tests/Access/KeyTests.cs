using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Access;

public sealed class KeyTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await AdminHost.StartWithKeysAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(AdminHost.ViewerKey)]
    [InlineData(AdminHost.OperatorKey)]
    [InlineData(AdminHost.AdminKey)]
    public async Task Each_key_can_read(string key)
        => Assert.Equal(200, (await _host.GetAsync("/v1/status", key)).Status);

    [Fact]
    public async Task Without_a_key_an_answer_says_nothing()
    {
        var answer = await _host.GetAsync("/v1/status");

        Assert.Equal(401, answer.Status);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        Assert.Equal("{\"title\":\"Unauthorized\",\"status\":401}", answer.Text);
    }

    [Theory]
    [InlineData("viewer-key-012345678")]
    [InlineData("viewer-key-01234567890")]
    [InlineData("")]
    [InlineData("VIEWER-KEY-0123456789")]
    public async Task Another_key_is_rejected(string key)
        => Assert.Equal(401, (await _host.GetAsync("/v1/status", key)).Status);

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/v1")]
    [InlineData("/nothing")]
    [InlineData("/plugins/cache/purge")]
    [InlineData("/openapi.json")]
    public async Task Without_a_key_it_says_not_even_which_paths_exist(string path)
    {
        Assert.Equal(401, (await _host.GetAsync(path)).Status);
        Assert.Equal(401, (await _host.SendAsync(HttpMethod.Post, path)).Status);
    }

    [Fact]
    public async Task Health_checks_need_no_key()
        => Assert.Equal((200, "live\n"), await _host.GetAsync("/healthz/live") is var answer ? (answer.Status, answer.Text) : default);

    [Fact]
    public async Task A_command_needs_an_operator()
    {
        Assert.Equal(403, (await _host.SendAsync(HttpMethod.Post, "/plugins/cache/purge", AdminHost.ViewerKey)).Status);
        Assert.Equal(404, (await _host.SendAsync(HttpMethod.Post, "/plugins/cache/purge", AdminHost.OperatorKey)).Status);
    }

    [Fact]
    public async Task A_key_is_in_no_log_line()
    {
        await _host.GetAsync("/v1/status", AdminHost.ViewerKey);
        await _host.GetAsync("/v1/status", "wrong-key-0123456789");

        Assert.Contains(_host.Gateway.Logs.Lines, line => line.Contains("invalid credentials from 127.0.0.1", StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Gateway.Logs.Lines, line => line.Contains("-key-", StringComparison.Ordinal));
    }
}
