using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Redis.Tests.Support;

namespace GatewayKit.Redis.Tests.Failures;

public sealed class LostRedisTests
{
    private static readonly CounterSubject s_alice = new("alice");
    private static readonly CounterPolicy s_policy =
        new("a", CounterAlgorithm.FixedWindow, new CounterLimit(10, TimeSpan.FromHours(1)));

    [RedisServerFact]
    public async Task Calls_fail_while_the_server_is_stopped_and_succeed_when_it_is_back_by_themselves()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(server.Address);
        Assert.Equal(9, (await redis.Store.TryAcquireAsync(s_policy, s_alice)).Remaining);

        await server.StopAsync();
        await FailsAtOnceAsync(redis);
        await server.RestartAsync();
        await Eventually.AnswersAsync(redis.Store, s_policy, s_alice);

        // The new server is empty, and doesn't know the script.
        Assert.Equal(9, (await redis.Store.TryAcquireAsync(s_policy, s_alice)).Remaining);

        // Calls succeed before it is logged.
        await Eventually.TrueAsync(() => Task.FromResult(redis.Log.Messages.Count > 1));
        Assert.Collection(redis.Log.Messages,
            lost => Assert.StartsWith("Error: Redis doesn't answer: ", lost, StringComparison.Ordinal),
            back => Assert.StartsWith("Information: Redis answers again, after ", back, StringComparison.Ordinal));
    }

    [RedisServerFact]
    public async Task Calls_wait_for_a_paused_server_no_longer_than_the_timeout_and_soon_not_at_all()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(server.Address, timeout: TimeSpan.FromMilliseconds(500));
        await Eventually.AnswersAsync(redis.Store, s_policy, s_alice);

        server.Pause();
        var first = await Assert.ThrowsAsync<CounterStoreException>(async () => await redis.Store.TryAcquireAsync(s_policy, s_alice));
        await FailsAtOnceAsync(redis);
        server.Resume();
        await Eventually.AnswersAsync(redis.Store, s_policy, s_alice);

        Assert.Equal("It didn't answer within 500 ms.", first.Message);
        Assert.Contains(
            "Error: Redis doesn't answer: It didn't answer within 500 ms. Calls of the shared counters fail until it does.",
            redis.Log.Messages);
    }

    [RedisServerFact]
    public async Task A_gateway_starts_without_its_server_and_uses_it_once_it_is_there()
    {
        await using var server = await RedisServer.StartAsync();
        await server.StopAsync();
        await using var redis = await TestRedis.ConnectAsync($"{server.Address},connectTimeout=1000");
        await FailsAtOnceAsync(redis);

        await server.RestartAsync();
        await Eventually.AnswersAsync(redis.Store, s_policy, s_alice);
    }

    [RedisServerFact]
    public async Task A_flushed_server_counts_from_zero_and_one_without_the_script_goes_on()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(server.Address);
        await redis.Store.TryAcquireAsync(s_policy, s_alice, 5);

        await server.SendAsync("SCRIPT", "FLUSH");
        Assert.Equal(4, (await redis.Store.TryAcquireAsync(s_policy, s_alice)).Remaining);
        await server.SendAsync("FLUSHALL");
        Assert.Equal(9, (await redis.Store.TryAcquireAsync(s_policy, s_alice)).Remaining);
        Assert.Empty(redis.Log.Messages);
    }

    [RedisServerFact]
    public async Task A_server_that_cant_write_is_reported_and_used_again_once_it_can()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(server.Address);
        await redis.Store.TryAcquireAsync(s_policy, s_alice);

        await server.SendAsync("CONFIG", "SET", "maxmemory", "1");
        await FailsAtOnceAsync(redis);
        await server.SendAsync("CONFIG", "SET", "maxmemory", "0");
        await Eventually.AnswersAsync(redis.Store, s_policy, s_alice);

        Assert.Equal(8, (await redis.Store.TryAcquireAsync(s_policy, s_alice)).Remaining);
        Assert.Contains("OOM", redis.Log.Messages[0], StringComparison.Ordinal);
    }

    [RedisServerFact]
    public async Task All_keys_expire_when_nothing_counts_any_more()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await TestRedis.ConnectAsync(server.Address, prefix: "gw:");
        foreach (var algorithm in Enum.GetValues<CounterAlgorithm>())
        {
            var policy = new CounterPolicy("ttl", algorithm, new CounterLimit(4, TimeSpan.FromMinutes(1)));
            await redis.Store.TryAcquireAsync(policy, s_alice, 4);
            await redis.Store.TryAcquireAsync(policy, new CounterSubject("never"), 5);
            await redis.Store.PeekAsync(policy, new CounterSubject("looked at"));
        }

        var keys = (string[])(await server.SendAsync("KEYS", "*"))!;
        Assert.Equal(3, keys.Length);
        foreach (var key in keys)
        {
            Assert.Matches("^gw:\\{[-_0-9A-Za-z]{22}\\}[-_0-9A-Za-z]{11}$", key);
            Assert.InRange((long)await server.SendAsync("PTTL", key), 1, 106_000);
        }
    }

    [RedisServerFact]
    public async Task A_wrong_password_fails_and_is_never_shown()
    {
        await using var server = await RedisServer.StartAsync(
            "--user", "default", "off", "--user", "gateway", "on", ">secret", "~gw:*", "+@all");
        await using var right = await TestRedis.ConnectAsync($"{server.Address},user=gateway,password=secret", prefix: "gw:");
        await using var wrong = await TestRedis.ConnectAsync(
            $"{server.Address},user=gateway,password=hidden,connectTimeout=1000", prefix: "gw:");

        Assert.Equal(9, (await right.Store.TryAcquireAsync(s_policy, s_alice)).Remaining);
        var error = await Assert.ThrowsAsync<CounterStoreException>(async () => await wrong.Store.TryAcquireAsync(s_policy, s_alice));
        Assert.DoesNotContain("hidden", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_the_connection_string_disables_is_a_failure_of_the_store()
    {
        await using var redis = await TestRedis.ConnectAsync($"{EmbeddedGarnet.Address},$EVALSHA=");

        var first = await Assert.ThrowsAsync<CounterStoreException>(async () => await redis.Store.TryAcquireAsync(s_policy, s_alice));
        await FailsAtOnceAsync(redis);

        Assert.Contains("EVALSHA", first.Message, StringComparison.Ordinal);
    }

    [RedisServerFact]
    public async Task A_connection_can_use_TLS()
    {
        using var folder = new CertificateFolder();
        var authority = TestAuthority.Root();
        using var certificate = authority.Issue(new TestCertificate { DnsNames = ["localhost"] });
        var (chain, key, roots) = (
            Path.Combine(folder.Path, "c.pem"), Path.Combine(folder.Path, "k.pem"), Path.Combine(folder.Path, "r.pem"));
        await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(roots, authority.Pem);
        await using var server = await RedisServer.StartAsync(
            "--port", "0", "--tls-port", "{port}", "--tls-cert-file", chain, "--tls-key-file", key, "--tls-ca-cert-file", roots,
            "--tls-auth-clients", "no");
        var address = string.Create(CultureInfo.InvariantCulture, $"localhost:{server.Port},ssl=true");

        await using var trusting = await TestRedis.ConnectAsync(address, configure: o => o.Connection.TrustIssuer(roots));
        await using var distrusting = await TestRedis.ConnectAsync($"{address},connectTimeout=1000");

        Assert.Equal(9, (await trusting.Store.TryAcquireAsync(s_policy, s_alice)).Remaining);
        await Assert.ThrowsAsync<CounterStoreException>(async () => await distrusting.Store.TryAcquireAsync(s_policy, s_alice));
    }

    /// <summary>Calls until the circuit is open: from then on no call reaches the server.</summary>
    private static Task FailsAtOnceAsync(TestRedis redis) => Eventually.TrueAsync(async () =>
    {
        var error = await Assert.ThrowsAsync<CounterStoreException>(async () => await redis.Store.TryAcquireAsync(s_policy, s_alice));
        return error is { InnerException: null, Message: "Redis doesn't answer." };
    });
}
