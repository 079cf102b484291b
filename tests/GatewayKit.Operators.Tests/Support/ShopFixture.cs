namespace GatewayKit.Operators.Tests.Support;

/// <summary>A gateway with a shop that tests only read, and the browser of an admin.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    internal OperatorHost Host { get; private set; } = null!;

    internal OperatorClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await OperatorHost.StartAsync(Shop.Configuration);
        Client = await Host.OpenAsync(OperatorHost.AdminKey);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>Follows all links from the overview.</summary>
    internal async Task<IReadOnlyCollection<string>> PathsAsync() => await Links.FollowAsync(Client, "/ui");
}
