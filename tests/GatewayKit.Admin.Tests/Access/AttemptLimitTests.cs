using GatewayKit.Admin.Access;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Admin.Tests.Access;

public sealed class AttemptLimitTests
{
    [Fact]
    public async Task After_twenty_invalid_keys_further_ones_are_429_for_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var host = await AdminHost.StartWithKeysAsync(setUp: setup => setup.WithTime(time));
        for (var i = 0; i < FailedAttempts.Limit; i++)
            Assert.Equal(401, (await host.GetAsync("/v1/status", $"wrong-key-0123456789-{i}")).Status);

        var answer = await host.GetAsync("/v1/status", "wrong-key-0123456789");
        Assert.Equal((429, "60"), (answer.Status, answer.Headers["Retry-After"]));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(401, (await host.GetAsync("/v1/status", "wrong-key-0123456789")).Status);
        Assert.Equal(3, host.Gateway.Logs.Lines.Count(line => line.Contains("invalid credentials", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Invalid_keys_do_not_lock_out_a_valid_one_from_the_same_address()
    {
        await using var host = await AdminHost.StartWithKeysAsync(setUp: setup => setup.WithTime(new FakeTimeProvider()));
        for (var i = 0; i <= FailedAttempts.Limit; i++)
            await host.GetAsync("/v1/status", $"wrong-key-0123456789-{i}");

        Assert.Equal(200, (await host.GetAsync("/v1/status", AdminHost.AdminKey)).Status);
    }

    [Fact]
    public async Task Other_credentials_are_not_counted()
    {
        await using var host = await AdminHost.StartWithKeysAsync(setUp: setup => setup.WithTime(new FakeTimeProvider()));
        for (var i = 0; i <= FailedAttempts.Limit; i++)
            Assert.Equal(401, (await host.GetAsync("/v1/status", null, ("Authorization", "Basic dXNlcjpwYXNzd29yZA=="))).Status);

        Assert.Equal(401, (await host.GetAsync("/v1/status", "wrong-key-0123456789")).Status);
    }

    [Fact]
    public async Task A_user_without_a_role_can_not_try_further_keys()
    {
        await using var host = await AdminHost.StartWithKeysAsync(setUp: setup => HeaderScheme.Use(setup.WithTime(new FakeTimeProvider())));
        for (var i = 0; i < FailedAttempts.Limit; i++)
            Assert.Equal(403, (await host.GetAsync("/v1/status", $"wrong-key-0123456789-{i}", (HeaderScheme.Header, "role=none"))).Status);

        Assert.Equal(429, (await host.GetAsync("/v1/status", "wrong-key-0123456789", (HeaderScheme.Header, "role=none"))).Status);
    }
}
