using System.Net;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class ReaderTurnTests
{
    private readonly ReaderTurns _turns = new();
    private readonly Guid _reader = Guid.NewGuid();

    [Fact]
    public async Task Forms_of_a_developer_take_turns()
    {
        var first = await _turns.WaitAsync(_reader, default);
        var second = _turns.WaitAsync(_reader, default);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second.WaitAsync(PortalHost.Patience)).Dispose();
        Assert.Equal((0, 0), _turns.Count);
    }

    [Fact]
    public async Task A_limited_number_of_forms_waits_and_other_developers_do_not()
    {
        using var first = await _turns.WaitAsync(_reader, default);
        for (var i = 0; i < ReaderTurns.MaximumWaiting; i++)
            _ = _turns.WaitAsync(_reader, default);

        await Assert.ThrowsAsync<LimitReachedException>(() => _turns.WaitAsync(_reader, default));

        foreach (var other in Enumerable.Range(0, 1000).Select(_ => Guid.NewGuid()))
            (await _turns.WaitAsync(other, default).WaitAsync(PortalHost.Patience)).Dispose();
    }

    [Fact]
    public async Task A_form_whose_client_leaves_does_not_wait_any_more()
    {
        using var client = new CancellationTokenSource();
        var first = await _turns.WaitAsync(_reader, default);
        var second = _turns.WaitAsync(_reader, client.Token);

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(PortalHost.Patience));
        Assert.Equal((1, 1), _turns.Count);
        first.Dispose();
        Assert.Equal((0, 0), _turns.Count);
    }

    [Fact]
    public async Task A_form_whose_session_ends_while_it_waits_does_nothing()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.RegisterAsync("waits@example.com");
        var page = await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));
        var id = Guid.Empty;
        await host.InTablesAsync(async context => id = (await context.Developers.SingleAsync()).Id);
        var turns = host.Portal.Gateway.Services.GetRequiredService<ReaderTurns>();
        var turn = await turns.WaitAsync(id, default);
        var sent = browser.SubmitAsync(page, "/rename", ("name", "Stolen"));
        using var end = new CancellationTokenSource(PortalHost.Patience);
        while (turns.Count.Forms < 2)
            await Task.Delay(20, end.Token);

        await host.InTablesAsync(context => context.Developers.ExecuteUpdateAsync(row => row.SetProperty(d => d.SecurityStamp, "new")));
        turn.Dispose();

        await sent.WaitAsync(PortalHost.Patience);
        Assert.StartsWith("/dev/account/sign-in", browser.Path, StringComparison.Ordinal);
        await host.InTablesAsync(async context => Assert.Equal("Shop", (await context.Applications.SingleAsync()).Name));
    }

    [Fact]
    public async Task A_form_that_finds_too_many_others_is_answered_at_once()
    {
        await using var host = await AccountHost.StartAsync();
        var browser = await host.RegisterAsync("burst@example.com");
        var page = await browser.OpenAsync("/dev/applications");
        var id = Guid.Empty;
        await host.InTablesAsync(async context => id = (await context.Developers.SingleAsync()).Id);
        var turns = host.Portal.Gateway.Services.GetRequiredService<ReaderTurns>();
        using var turn = await turns.WaitAsync(id, default);
        for (var i = 0; i < ReaderTurns.MaximumWaiting; i++)
            _ = turns.WaitAsync(id, default);

        await browser.SubmitAsync(page, "/applications", ("name", "Shop"));

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }
}
