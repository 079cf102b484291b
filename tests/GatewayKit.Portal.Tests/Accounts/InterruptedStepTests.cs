using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Store;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class InterruptedStepTests
{
    private readonly ObservedChanges _changes = new();

    [Fact]
    public async Task A_client_that_leaves_does_not_keep_its_key_out_of_the_audit_log()
    {
        await using var host = await StartAsync();
        var browser = await host.RegisterAsync("leaves@example.com");
        var page = await CreateAsync(browser);
        _changes.After = _ => AbortAsync(host.Portal.Gateway.Services.GetRequiredService<IHttpContextAccessor>().HttpContext!);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => browser.SubmitAsync(page, "/keys", ("days", "30")));

        using var end = new CancellationTokenSource(PortalHost.Patience);
        while (!(await browser.OpenAsync("/dev/account/audit")).Body!.TextContent.Contains("key issued", StringComparison.Ordinal))
            await Task.Delay(20, end.Token);
    }

    [Fact]
    public async Task The_group_of_a_subscription_that_is_canceled_during_an_approval_does_not_come_back()
    {
        await using var host = await StartAsync();
        var (developer, owner) = (await host.RegisterAsync("both@example.com"), await host.OwnerAsync());
        var page = await CreateAsync(developer);
        var id = developer.Path[(developer.Path.LastIndexOf('/') + 1)..];
        page = await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/free"));
        await developer.SubmitAsync(page, "/subscriptions", ("plan", "hello/gold"));
        _changes.Before = async _ =>
        {
            _changes.Before = _ => Task.CompletedTask;
            await CancelFreeAsync(host);
        };

        await owner.SubmitAsync(await owner.OpenAsync("/dev/approvals"), $"/approvals/{id}/hello/gold", ("decision", "approve"));

        var consumer = (await host.Store.ReadAsync()).Find(new EntryKey(EntryKinds.Consumers, $"app-{id}"))!;
        Assert.Equal(["gold"], JsonNode.Parse(consumer.Content)!["groups"]!.AsArray().Select(group => group!.GetValue<string>()));
    }

    [Fact]
    public async Task An_approval_whose_groups_can_not_be_written_is_repeated_without_another_message()
    {
        await using var host = await StartAsync();
        var (developer, owner) = (await host.RegisterAsync("unwritten@example.com"), await host.OwnerAsync());
        await developer.SubmitAsync(await CreateAsync(developer), "/subscriptions", ("plan", "hello/gold"));
        var (path, approvals) = (developer.Path, await owner.OpenAsync("/dev/approvals"));
        var action = $"/approvals/{AccountHost.IdOf(path)}/hello/gold";
        _changes.Before = _ => throw new StoreUnavailableException("The database is away.", null);

        var page = await owner.SubmitAsync(approvals, action, ("decision", "approve"));
        var (status, before) = (owner.Status, await host.GroupsAsync(path));
        _changes.Before = _ => Task.CompletedTask;
        await owner.SubmitAsync(approvals, action, ("decision", "approve"));
        var after = await host.GroupsAsync(path);
        await owner.SubmitAsync(
            await owner.OpenAsync("/dev/approvals/active"), $"{action}/withdraw", ("reason", "Not needed"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("The approval is saved", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal<string[]>([[], ["gold"]], [before, after]);
        Assert.Contains("was approved", await host.MessageAsync("unwritten@example.com"), StringComparison.Ordinal);
        Assert.Contains("withdrawn", await host.MessageAsync("unwritten@example.com"), StringComparison.Ordinal);
    }

    private Task<AccountHost> StartAsync() => AccountHost.StartAsync(extend: services =>
    {
        services.AddHttpContextAccessor();
        ObservedStore.Use(services, _changes);
    });

    private static async Task<IHtmlDocument> CreateAsync(Browser browser)
        => await browser.SubmitAsync(await browser.OpenAsync("/dev/applications"), "/applications", ("name", "Shop"));

    private async Task AbortAsync(HttpContext http)
    {
        _changes.After = _ => Task.CompletedTask;
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = http.Features.Get<IConnectionLifetimeFeature>()!.ConnectionClosed.Register(closed.SetResult);
        http.Abort();
        await closed.Task.WaitAsync(PortalHost.Patience);
    }

    private static async Task CancelFreeAsync(AccountHost host)
    {
        await using var connection = new SqliteConnection($"Data Source={host.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE gatewaykit_portal_subscriptions SET state = 4 WHERE \"plan\" = 'free'";
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
