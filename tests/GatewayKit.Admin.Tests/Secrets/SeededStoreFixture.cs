namespace GatewayKit.Admin.Tests.Secrets;

/// <summary>A <see cref="SeededStore"/> that the tests of a class share.</summary>
public sealed class SeededStoreFixture : IAsyncLifetime
{
    internal SeededStore Store { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    public async Task InitializeAsync() => Store = await SeededStore.StartAsync();

    /// <summary>Stops it.</summary>
    public async Task DisposeAsync() => await Store.DisposeAsync();
}
