using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Renewal;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Acme.Tests.Renewal;

public sealed class CertificateRenewalTests : IDisposable
{
    private const string Host = "api.example.com";

    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeIssuer _issuer;
    private readonly TestNode _node;

    public CertificateRenewalTests()
    {
        _issuer = new FakeIssuer(_time);
        _node = Node();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_without_certificate_gets_one()
    {
        Assert.Null(_node.Certificates.Find(Host));

        await _node.RunAsync();

        Assert.NotNull(_node.Certificates.Find("API.example.com"));
        Assert.Contains(_node.Logger.Messages, m => m.StartsWith(
            "Information: Certificate of 'api.example.com' expires at 2030-04-01 00:00:00Z; it will be renewed at 2030-0",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_is_renewed_ahead_of_time_and_not_before()
    {
        await _node.RunAsync();
        var first = _node.Certificates.Get(Host)!.Id;

        _time.Advance(TimeSpan.FromDays(56));
        await _node.RunAsync();
        Assert.Equal(first, _node.Certificates.Get(Host)!.Id);
        _time.Advance(TimeSpan.FromDays(5));
        await _node.RunAsync();

        Assert.NotEqual(first, _node.Certificates.Get(Host)!.Id);
        Assert.Equal(2, _issuer.Orders.Count);
    }

    [Fact]
    public async Task After_a_restart_the_stored_certificate_is_used_without_an_order()
    {
        await _node.RunAsync();

        var restarted = Node();
        await restarted.LoadAsync();
        Assert.Equal(_node.Certificates.Get(Host)!.Id, restarted.Certificates.Get(Host)!.Id);
        await restarted.RunAsync();

        Assert.Single(_issuer.Orders);
    }

    [Fact]
    public async Task A_failed_renewal_keeps_the_earlier_certificate_and_waits_longer_each_time()
    {
        await _node.RunAsync();
        _time.Advance(TimeSpan.FromDays(61));
        _issuer.Error = new AcmeException("The server is down.");
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            await _node.RunAsync();
            var retryAt = (await _node.ReadAsync(Host))!.RetryAt!.Value;
            waits.Add(retryAt - _time.GetUtcNow());
            _time.SetUtcNow(retryAt);
        }

        Assert.Equal(7, _issuer.Orders.Count);
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[0] >= TimeSpan.FromMinutes(2) && waits[^1] >= TimeSpan.FromHours(1));
        Assert.NotNull(_node.Certificates.Find(Host));
        Assert.Contains(_node.Logger.Messages, m => m.StartsWith(
            "Warning: Certificate of 'api.example.com' not renewed. The server is down. The next attempt is at", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_doesnt_forget_that_an_attempt_failed()
    {
        _issuer.Error = new AcmeException("No.", "rateLimited", TimeSpan.FromDays(1));
        await _node.RunAsync();

        for (var i = 0; i < 5; i++)
            await Node().RunAsync();

        Assert.Single(_issuer.Orders);
        Assert.Equal(_time.GetUtcNow().AddDays(1), (await _node.ReadAsync(Host))!.RetryAt);
        Assert.Equal("No.", (await _node.ReadAsync(Host))!.Error);
    }

    [Fact]
    public async Task A_restart_reports_the_failed_attempt_and_the_time_of_the_next_one()
    {
        _issuer.Error = new AcmeException("No.", "rateLimited", TimeSpan.FromDays(1));
        await _node.RunAsync();

        var restarted = Node();
        await restarted.LoadAsync();

        Assert.Contains(
            "Warning: The last order of a certificate for 'api.example.com' failed. No. The next attempt is at 2030-01-02 00:00:00Z.",
            restarted.Logger.Messages);
    }

    [Fact]
    public async Task A_next_attempt_that_no_server_can_have_asked_for_isnt_awaited()
    {
        _issuer.Error = new AcmeException("No.");
        await _node.RunAsync();
        var record = (await _node.ReadAsync(Host))!;
        await _node.Records.WriteHostAsync(Host, record with { RetryAt = _time.GetUtcNow().AddDays(8) }, default);

        await _node.RunAsync();

        Assert.Equal(2, _issuer.Orders.Count);
        Assert.InRange((await _node.ReadAsync(Host))!.RetryAt!.Value, _time.GetUtcNow(), _time.GetUtcNow().AddHours(1));
    }

    [Fact]
    public async Task A_node_that_dies_during_an_order_doesnt_order_again_at_once()
    {
        _issuer.Wait = _ => Task.Delay(Timeout.Infinite, CancellationToken.None);
        _ = _node.RunAsync();
        await Bounded.UntilAsync(() => _issuer.Orders.Count == 1, "the order");
        _time.Advance(TimeSpan.FromMinutes(1));

        await Node().RunAsync();
        Assert.Single(_issuer.Orders);

        // The lock of the dead node has ended.
        _issuer.Wait = _ => Task.CompletedTask;
        _time.Advance(TimeSpan.FromMinutes(9));
        await Node().RunAsync();
        Assert.Equal(2, _issuer.Orders.Count);
    }

    [Fact]
    public async Task An_order_that_was_stopped_with_the_gateway_didnt_fail()
    {
        using var stop = new CancellationTokenSource();
        _issuer.Wait = cancellation =>
        {
            stop.Cancel();
            return Task.Delay(Timeout.Infinite, cancellation);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _node.RunAsync(stop.Token));
        _issuer.Wait = _ => Task.CompletedTask;

        await Node().RunAsync();

        Assert.Equal(2, _issuer.Orders.Count);
    }

    [Fact]
    public async Task An_order_that_takes_too_long_fails()
    {
        _issuer.Wait = cancellation => Task.Delay(Timeout.Infinite, cancellation);
        var running = _node.RunAsync();
        await Bounded.UntilAsync(() => _issuer.Orders.Count == 1, "the order");

        _time.Advance(TimeSpan.FromMinutes(5));
        await running;

        Assert.Equal("The order took longer than 5m.", (await _node.ReadAsync(Host))!.Error);
        Assert.Contains(_node.Logger.Messages, m => m.StartsWith("Error: No certificate for 'api.example.com'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unexpected_exception_waits_as_well()
    {
        _issuer.Error = new InvalidOperationException("A defect.");
        await _node.RunAsync();
        await _node.RunAsync();

        Assert.Single(_issuer.Orders);
    }

    [Fact]
    public async Task The_challenges_take_turns_and_the_one_that_succeeded_comes_first()
    {
        _issuer.Error = new AcmeException("No.");
        await _node.RunAsync();
        _issuer.Error = null;
        _time.Advance(TimeSpan.FromMinutes(3));
        await _node.RunAsync();
        _time.Advance(TimeSpan.FromDays(61));
        await _node.RunAsync();

        Assert.Equal([AcmeChallenge.TlsAlpn01, AcmeChallenge.Http01, AcmeChallenge.Http01], _issuer.Orders.Select(o => o.Challenge));
    }

    [Fact]
    public async Task Of_several_nodes_one_orders_and_the_others_use_the_result()
    {
        var nodes = Enumerable.Range(0, 5).Select(_ => Node("a.example.com", "b.example.com")).ToArray();
        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunAsync())));
        _time.Advance(TimeSpan.FromMinutes(1));
        foreach (var node in nodes)
            await node.RunAsync();

        Assert.Equal(["a.example.com", "b.example.com"], _issuer.Orders.Select(o => o.Host).Order(StringComparer.Ordinal));
        Assert.Single(nodes.Select(node => node.Certificates.Get("a.example.com")!.Id).Distinct());
    }

    [Fact]
    public async Task A_failing_host_doesnt_keep_another_one_from_its_certificate()
    {
        var node = Node("a.example.com", "b.example.com");
        _issuer.Wait = _ =>
        {
            _issuer.Error = _issuer.Orders[^1].Host == "a.example.com" ? new AcmeException("No.") : null;
            return Task.CompletedTask;
        };

        await node.RunAsync();

        Assert.Null(node.Certificates.Find("a.example.com"));
        Assert.NotNull(node.Certificates.Find("b.example.com"));
    }

    [Fact]
    public async Task The_servers_suggestion_leads_to_an_early_renewal()
    {
        await _node.RunAsync();
        _time.Advance(TimeSpan.FromHours(7));
        _issuer.Suggestion = new RenewalSuggestion(_time.GetUtcNow().AddDays(-1), _time.GetUtcNow().AddHours(-1), null);
        await _node.RunAsync();
        Assert.Equal(2, _issuer.Suggestions);
        _issuer.Suggestion = null;
        await _node.RunAsync();

        Assert.Equal(2, _issuer.Orders.Count);
    }

    [Fact]
    public async Task Without_a_suggestion_the_certificate_is_renewed_by_its_lifetime()
    {
        _issuer.SuggestionError = new AcmeException("Down.");
        await _node.RunAsync();

        Assert.InRange((await _node.ReadAsync(Host))!.RenewAt!.Value, _time.GetUtcNow().AddDays(57), _time.GetUtcNow().AddDays(60));
    }

    [Fact]
    public async Task A_damaged_file_is_reported_and_replaced()
    {
        await _node.RunAsync();
        await File.WriteAllTextAsync(_folder.Find("certificate.pem"), "damaged");
        await File.WriteAllTextAsync(_folder.Find("state.json"), "{");

        var restarted = Node();
        await restarted.RunAsync();

        Assert.NotNull(restarted.Certificates.Find(Host));
        Assert.Contains(restarted.Logger.Messages, m => m.Contains("can't be used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_was_emptied_gets_the_certificate_again_without_an_order()
    {
        await _node.RunAsync();
        foreach (var file in _folder.Files)
            File.Delete(file);

        await _node.RunAsync();

        Assert.Single(_issuer.Orders);
        Assert.Equal(_node.Certificates.Get(Host)!.Pem, await File.ReadAllBytesAsync(_folder.Find("certificate.pem")));
    }

    [Fact]
    public async Task A_certificate_for_another_host_in_the_storage_isnt_used()
    {
        await _node.RunAsync();
        var other = Node("other.example.com");
        await other.Records.WriteCertificateAsync("other.example.com", _node.Certificates.Get(Host)!.Pem, default);

        await other.LoadAsync();

        Assert.Null(other.Certificates.Find("other.example.com"));
    }

    [Fact]
    public async Task A_storage_that_doesnt_work_leads_to_no_order_and_keeps_the_certificate_in_use()
    {
        await _node.RunAsync();
        _time.Advance(TimeSpan.FromDays(61));
        Directory.Delete(_folder.Path, recursive: true);
        await File.WriteAllTextAsync(_folder.Path, "not a folder");
        try
        {
            await _node.RunAsync();

            Assert.Single(_issuer.Orders);
            Assert.NotNull(_node.Certificates.Find(Host));
            Assert.Contains(_node.Logger.Messages, m => m.StartsWith("Error: The certificate of", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(_folder.Path);
            Directory.CreateDirectory(_folder.Path);
        }
    }

    [Fact]
    public async Task The_keys_appear_in_no_log()
    {
        await _node.RunAsync();
        _issuer.Error = new AcmeException("No.");
        _time.Advance(TimeSpan.FromDays(61));
        await _node.RunAsync();

        Assert.DoesNotContain(_node.Logger.Messages, m => m.Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    private TestNode Node(params string[] hosts)
        => new(_folder.Path, TestOptions.For("https://acme.example/directory", hosts is [] ? [Host] : hosts), _issuer, _time);
}
