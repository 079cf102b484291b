namespace GatewayKit.Portal.Tests.Support;

/// <summary>A portal with accounts. Each test has developers of its own.</summary>
public sealed class AccountFixture : IAsyncLifetime
{
    internal AccountHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await AccountHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
