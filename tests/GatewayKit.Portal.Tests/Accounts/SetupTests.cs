using GatewayKit.Portal.Database;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Store.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class SetupTests
{
    [Fact]
    public async Task The_migration_creates_the_whole_model_when_several_nodes_start()
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-accounts-").FullName;
        using var store = new StoreDatabase(StoreProvider.Create("portal.db", folder, TimeSpan.FromSeconds(60)));
        var nodes = Enumerable.Range(0, 4).Select(_ => new PortalDatabase(store)).ToArray();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.MigrateAsync(default).AsTask()))).WaitAsync(PortalHost.Patience);

        var options = new DbContextOptionsBuilder<PortalContext>();
        nodes[0].Configure(options);
        await using var context = new PortalContext(options.Options);
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Applications.ToListAsync());
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
