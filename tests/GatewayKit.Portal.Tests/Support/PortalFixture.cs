namespace GatewayKit.Portal.Tests.Support;

/// <summary>A portal that tests only read.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    internal PortalHost Portal { get; private set; } = null!;

    public async Task InitializeAsync() => Portal = await PortalHost.StartAsync(Samples.Portal);

    public async Task DisposeAsync() => await Portal.DisposeAsync();
}
