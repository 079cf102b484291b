using System.Net;
using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class SetupTests
{
    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task The_migration_creates_the_whole_model_when_several_nodes_start(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await (await store.OpenAsync()).DisposeAsync())))
            .WaitAsync(PortalHost.Patience);

        await using var context = await store.OpenAsync();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Applications.ToListAsync());
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task A_developer_gets_a_key_and_a_subscription_with_either_database(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await AccountHost.StartAsync(store: store.Connection);
        var browser = await host.RegisterAsync("either@example.com");
        var (path, key) = await AccountHost.IssueAsync(browser);

        await browser.SubmitAsync(await browser.OpenAsync(path), "/subscriptions", ("plan", "hello/gold"));
        var owner = await host.RegisterAsync("shop@example.com");
        await owner.SubmitAsync(await owner.OpenAsync("/dev/approvals"), "/hello/gold", ("decision", "approve"));
        await host.AnswersAsync(HttpStatusCode.OK, key);
        Assert.Contains("Active", (await browser.OpenAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync(await browser.OpenAsync(path), "/delete");

        await host.AnswersAsync(HttpStatusCode.Unauthorized, key);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [Postgres]
    public async Task Members_and_blocks_work_with_either_database(string kind)
    {
        await using var store = await TestStore.CreateAsync(kind);
        await using var host = await AccountHost.StartAsync(store: store.Connection);
        var (owner, member) = (await host.RegisterAsync("shares@example.com"), await host.RegisterAsync("member@example.com"));
        await AccountHost.CreateAsync(owner);
        var path = owner.Path;
        await owner.SubmitAsync(
            await owner.OpenAsync($"{path}/members"), "/members", ("email", "member@example.com"), ("role", "member"));
        var page = await member.SubmitAsync(await member.OpenAsync("/dev/applications"), "/dev/invitations/" + AccountHost.IdOf(path),
            ("answer", "accept"));
        page = await member.SubmitAsync(page, "/keys", ("days", ""));
        var key = page.QuerySelector("#new-key")!.TextContent;
        await host.AnswersAsync(HttpStatusCode.OK, key);
        var administrator = await host.AdministratorAsync();

        page = await administrator.OpenAsync($"/dev/administration?q=app-{AccountHost.IdOf(path)}");
        await administrator.SubmitAsync(page, $"/applications/{AccountHost.IdOf(path)}/block", ("reason", "Abuse"));

        await host.AnswersAsync(HttpStatusCode.Unauthorized, key);
        Assert.Contains(
            "Blocked: Abuse", (await administrator.OpenAsync("/dev/administration")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Address must be")]
    [InlineData("developers.example.com", "Address must be")]
    [InlineData("https://user@developers.example.com", "Address must be")]
    public void An_invalid_setting_is_rejected(string address, string message)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddGatewayKit().UseStore("gateway.db");
        builder.Services.AddGatewayKitPortal();

        var error = Assert.Throws<ArgumentException>(
            () => builder.Services.AddGatewayKitPortalAccounts(accounts => accounts.Address = address));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_need_a_store()
    {
        var services = new ServiceCollection().AddGatewayKitPortal();

        var error = Assert.Throws<InvalidOperationException>(
            () => services.AddGatewayKitPortalAccounts(accounts => accounts.Address = "https://developers.example.com"));

        Assert.Contains("UseStore", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_e_mail_the_host_does_not_start()
        => Assert.Contains(
            "Accounts need e-mail.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => AccountHost.StartAsync(accounts => accounts.Smtp = null))).Message,
            StringComparison.Ordinal);
}
