using GatewayKit.Admin.Access;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Admin.Tests.Access;

public sealed class AttemptLimitTests
{
    [Fact]
    public async Task After_twenty_invalid_keys_not_even_a_valid_one_is_accepted_for_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var host = await AdminHost.StartWithKeysAsync(setUp: setup => setup.WithTime(time));
        for (var i = 0; i < FailedAttempts.Limit; i++)
            Assert.Equal(401, (await host.GetAsync("/v1/status", $"wrong-key-0123456789-{i}")).Status);

        var answer = await host.GetAsync("/v1/status", AdminHost.AdminKey);
        Assert.Equal((429, "60"), (answer.Status, answer.Headers["Retry-After"]));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(200, (await host.GetAsync("/v1/status", AdminHost.AdminKey)).Status);
        Assert.Equal(2, host.Gateway.Logs.Lines.Count(line => line.Contains("invalid credentials", StringComparison.Ordinal)));
    }
}
