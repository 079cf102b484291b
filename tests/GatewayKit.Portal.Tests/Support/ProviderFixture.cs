namespace GatewayKit.Portal.Tests.Support;

/// <summary>A portal whose developers sign in at a provider or with a password.</summary>
public sealed class ProviderFixture : IAsyncLifetime
{
    internal TestProvider Provider { get; private set; } = null!;

    internal AccountHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await TestProvider.StartAsync();
        Host = await AccountHost.StartAsync(accounts => accounts.OpenIdConnect = Options(Provider));
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Provider.DisposeAsync();
    }

    internal static PortalOpenIdConnectOptions Options(TestProvider provider) => new()
    {
        Authority = provider.Issuer,
        ClientId = "portal",
        ClientSecret = "correct horse",
        Name = "Acme",
    };
}
