using System.Text;
using GatewayKit.Authentication;
using GatewayKit.Passwords;
using GatewayKit.Plugins.BasicAuth;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static GatewayKit.Plugins.Tests.BasicAuth.BasicAuthGateway;

namespace GatewayKit.Plugins.Tests.BasicAuth;

public class PasswordCostTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_remembered_password_passes_whatever_others_behind_the_address_do()
    {
        await using var host = await StartAsync("failures: { limit: 2, window: 1h }");
        Assert.Equal(200, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);
        foreach (var credentials in (string[])["alice:wrong", "eve:wrong"])
            Assert.Equal(401, (await host.GetAsync("/", Basic(credentials))).Status);
        foreach (var credentials in (string[])["alice:wrong", "eve:wrong", "bob:wrong"])
            Assert.Equal((429, "1800"), (await host.GetAsync("/", Basic(credentials))) is var limited
                ? (limited.Status, limited.Header("Retry-After")) : default);

        // Malformed credentials cost nothing to reject, and are not a guess.
        Assert.Equal(401, (await host.GetAsync("/", Basic("malformed"))).Status);

        Assert.Equal(200, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);
        Assert.Equal(200, (await host.GetAsync("/", Basic("bob:a:b:c"))).Status);
    }

    [Fact]
    public async Task A_password_is_remembered_while_it_is_used()
    {
        await using var host = await StartAsync("cacheDuration: 1m, failures: { limit: 1, window: 1d }");
        await host.GetAsync("/", Basic("alice:correct horse"));
        Assert.Equal(401, (await host.GetAsync("/", Basic("alice:wrong"))).Status);

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(59));
            Assert.Equal(200, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);
        }

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(429, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);
    }

    [Fact]
    public async Task A_changed_password_ends_the_old_one_at_once()
    {
        var hash = await PasswordHash.CreateAsync("new horse", PasswordAlgorithm.Pbkdf2Sha512);
        await using var host = await StartAsync("");
        Assert.Equal(200, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);

        Assert.Empty(await host.ReloadAsync(PluginGateway.OneRoute(Entry())
            + Consumers.Replace(HashOfHorse, hash.ToString(), StringComparison.Ordinal)).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal(401, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);
        Assert.Equal(200, (await host.GetAsync("/", Basic("alice:new horse"))).Status);
    }

    [Fact]
    public async Task Concurrent_requests_with_the_same_credentials_need_one_attempt()
    {
        await using var host = await StartAsync("failures: { limit: 1, window: 1d }");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.GetAsync("/", Basic("alice:correct horse"))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task Users_can_log_in_while_the_counter_store_is_lost()
    {
        await using var host = await BasicAuthGateway.StartAsync(setUp: setup => setup.WithCounters(new LostCounterStore()));

        Assert.Equal(200, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);
        Assert.Equal(401, (await host.GetAsync("/", Basic("alice:wrong"))).Status);
        Assert.Single(host.Logs.Lines, line => line.Contains("'basic-auth' can't count failed attempts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_queue_is_a_null()
    {
        using var queue = new VerificationQueue(concurrency: 1);
        Assert.True(PasswordHash.TryParse(HashOfHorse, out var hash, out _));
        var password = Encoding.UTF8.GetBytes("correct horse");

        // The first runs and the others wait, until the queue is full. All are started before the first can end.
        var verdicts = new List<Task<bool?>>();
        for (var i = 0; i <= VerificationQueue.WaitingPerSlot; i++)
            verdicts.Add(queue.VerifyAsync(hash, password).AsTask());
        var rejected = 0;
        while (rejected == 0 && verdicts.Count < 10_000)
        {
            var verdict = queue.VerifyAsync(hash, password).AsTask();
            if (verdict.IsCompletedSuccessfully && await verdict is null)
                rejected++;
            else
                verdicts.Add(verdict);
        }

        Assert.Equal(1, rejected);
        Assert.All(await Task.WhenAll(verdicts).WaitAsync(TimeSpan.FromSeconds(60)), verdict => Assert.True(verdict));
        Assert.True(await queue.VerifyAsync(hash, password));
    }

    [Fact]
    public void Remembered_passwords_have_a_bound_and_those_in_use_stay()
    {
        var verified = new VerifiedPasswords(capacity: 100);
        var used = KeyedDigest.Of("used"u8);
        verified.Add(used, _time);
        for (var i = 0; i < 1000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            verified.Add(KeyedDigest.Of(BitConverter.GetBytes(i)), _time);
            Assert.True(verified.Contains(used, TimeSpan.FromMinutes(1), _time));
        }

        Assert.InRange(
            Enumerable.Range(0, 1000)
                .Count(i => verified.Contains(KeyedDigest.Of(BitConverter.GetBytes(i)), TimeSpan.FromDays(1), _time)), 49, 100);
    }

    [Fact]
    public void An_unknown_user_takes_as_long_as_a_known_one_always_the_same()
    {
        var sha512 = HashOfHorse.Replace("sha256", "sha512", StringComparison.Ordinal);
        StoredPassword[] passwords =
        [
            StoredPassword.Of(null, HashOfHorse),
            StoredPassword.Of(null, sha512),
            StoredPassword.Of(null, sha512.Replace("c2Fs", "c2Ft", StringComparison.Ordinal)),
            StoredPassword.Of("plain", null),
        ];
        var standIns = new StandIns(passwords);
        var others = new StandIns(passwords.Reverse());
        var names = Enumerable.Range(0, 2000).Select(i => $"user-{i}").ToArray();

        var efforts = names.Select(name => standIns.For(name)!.Effort).ToList();

        Assert.Equal(efforts, names.Select(name => others.For(name)!.Effort));
        Assert.InRange(efforts.Count(e => e.StartsWith("$pbkdf2-sha512", StringComparison.Ordinal)), 900, 1100);
        Assert.InRange(efforts.Count(e => e.StartsWith("$pbkdf2-sha256", StringComparison.Ordinal)), 400, 600);
        Assert.InRange(efforts.Count(e => e.Length == 0), 400, 600);
        Assert.Null(new StandIns([]).For("user"));
    }

    [Fact]
    public async Task The_password_of_another_user_with_the_same_parameters_is_wrong_for_an_unknown_user()
    {
        await using var host = await StartAsync(
            "cacheDuration: 0s",
            """consumers: { alice: { credentials: { basic-auth: [ { username: alice, passwordHash: "HASH" } ] } } }"""
                .Replace("HASH", HashOfHorse, StringComparison.Ordinal));

        Assert.Equal(200, (await host.GetAsync("/", Basic("alice:correct horse"))).Status);
        Assert.Equal(401, (await host.GetAsync("/", Basic("eve:correct horse"))).Status);
        Assert.Equal(401, (await host.GetAsync("/", Basic("eve:correct horse"))).Status);
    }

    private Task<GatewayTestHost> StartAsync(string options, string consumers = Consumers)
        => BasicAuthGateway.StartAsync(options, setup => setup.WithTime(_time), consumers);
}
