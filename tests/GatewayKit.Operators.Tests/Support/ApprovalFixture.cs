using System.Collections.Concurrent;
using GatewayKit.Portal;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Operators.Tests.Support;

/// <summary>A gateway with a developer portal whose subscriptions need approval, and the browser of an admin.</summary>
public sealed class ApprovalFixture : IAsyncLifetime, IPortalEmail
{
    internal const string Email = "dev@example.com";

    /// <summary>The markup of <see cref="Shop.Attack"/>, which is escaped for YAML and JSON.</summary>
    internal static readonly string Attack = Shop.Attack.Replace("\\\"", "\"", StringComparison.Ordinal);

    private const string Configuration = $$"""
        routes: { orders: { clusterId: orders, match: { path: /orders } } }
        clusters: { orders: { destinations: { one: { address: "{upstream}" } } } }
        groups: { gold: {} }
        portal:
          plans: { gold: { title: "Gold {{Shop.Attack}}", group: gold, apis: [orders], approval: owner } }
          apis:
            orders:
              title: "Orders {{Shop.Attack}}"
              owner: { name: Shop, email: shop@example.com }
              versions: [ { version: v1, routes: [orders] } ]
        """;

    private readonly Guid _developer = Guid.NewGuid();

    internal OperatorHost Host { get; private set; } = null!;

    internal OperatorClient Client { get; private set; } = null!;

    internal ConcurrentQueue<PortalMessage> Messages { get; } = [];

    public async Task InitializeAsync()
    {
        Host = await OperatorHost.StartAsync(Configuration, hasStore: true, setup => setup.WithGateway(gateway =>
        {
            gateway.Services.AddSingleton<IPortalEmail>(this);
            gateway.Services.AddGatewayKitPortal();
            gateway.Services.AddGatewayKitPortalAccounts(accounts => accounts.Address = "https://portal.example");
        }));
        Client = await Host.OpenAsync(OperatorHost.AdminKey);

        // The first page creates the tables.
        await Client.ReadAsync("/ui/approvals");
        await InTablesAsync(context => context.Developers.Add(
            new Developer { Id = _developer, Name = $"Dev {Attack}", UserName = Email, Email = Email }));
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    public Task SendAsync(PortalMessage message, CancellationToken cancellation = default)
    {
        Messages.Enqueue(message);
        return Task.CompletedTask;
    }

    /// <summary>Adds subscriptions that wait, each of another application.</summary>
    internal Task AddAsync(DateTime time, params IEnumerable<string> applications) => InTablesAsync(context =>
    {
        foreach (var id in applications)
        {
            context.Applications.Add(
                new ApplicationRow { Id = id, Owner = _developer, Name = $"{id} {Attack}", Created = DateTime.UnixEpoch });
            context.Subscriptions.Add(new SubscriptionRow
            {
                Application = id,
                Api = "orders",
                Plan = "gold",
                State = SubscriptionState.Pending,
                Changed = time,
            });
        }
    });

    /// <summary>Reads or changes the tables of the portal.</summary>
    internal async Task InTablesAsync(Action<PortalContext> step)
    {
        var options = new DbContextOptionsBuilder<PortalContext>();
        Host.Gateway.Services.GetRequiredService<PortalDatabase>().Configure(options);
        await using var context = new PortalContext(options.Options);
        step(context);
        await context.SaveChangesAsync();
    }
}
