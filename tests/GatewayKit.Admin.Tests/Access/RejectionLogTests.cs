using GatewayKit.Admin.Access;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Admin.Tests.Access;

public sealed class RejectionLogTests
{
    [Fact]
    public async Task A_rejected_change_is_logged_with_its_caller()
    {
        await using var host = await AdminHost.StartWithKeysAsync();
        await host.SendAsync(HttpMethod.Post, "/v1/explain", AdminHost.ViewerKey, "{}");
        await host.GetAsync("/v1/status");

        Assert.Contains("rejected POST /v1/explain of vera at 127.0.0.1: 403.", Assert.Single(Rejections(host)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_user_is_not_the_one_of_a_key()
    {
        await using var host = await AdminHost.StartWithKeysAsync(setUp: HeaderScheme.Use);
        await host.SendAsync(HttpMethod.Post, "/v1/explain", null, "{}", (HeaderScheme.Header, "role=viewer,sub=ada"));

        Assert.Contains("of user:ada at", Assert.Single(Rejections(host)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_without_credentials_can_not_fill_the_log()
    {
        await using var host = await AdminHost.StartWithKeysAsync(setUp: setup => setup.WithTime(new FakeTimeProvider()));
        for (var i = 0; i < FailedAttempts.Limit + 5; i++)
            await host.SendAsync(HttpMethod.Post, "/v1/explain", null, "{}");

        Assert.Equal(FailedAttempts.Limit, Rejections(host).Count());
    }

    private static IEnumerable<string> Rejections(AdminHost host)
        => host.Gateway.Logs.Lines.Where(line => line.Contains("The admin API rejected POST", StringComparison.Ordinal));
}
