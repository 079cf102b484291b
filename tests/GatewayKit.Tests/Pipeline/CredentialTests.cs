namespace GatewayKit.Tests.Pipeline;

/// <summary>The id of the credential by which a plugin has identified the caller.</summary>
public sealed class CredentialTests
{
    [Fact]
    public async Task Later_hooks_know_the_credential_of_the_caller()
    {
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), ProbeHost.Route("- { name: named-key }"), setup => setup.WithPlugin<NamedKeyPlugin>());

        using var response = await gateway.Client.GetAsync(new Uri("/x?key=key-7", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("key-7", Assert.Single(response.Headers.GetValues("X-Credential")));
    }

    [Fact]
    public async Task A_credential_without_an_id_is_not_known()
    {
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), ProbeHost.Route("- { name: named-key }"), setup => setup.WithPlugin<NamedKeyPlugin>());

        using var response = await gateway.Client.GetAsync(new Uri("/x", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("none", Assert.Single(response.Headers.GetValues("X-Credential")));
    }

    [Fact]
    public void Only_an_authenticated_caller_has_a_credential()
        => Assert.Throws<InvalidOperationException>(() => AuthenticationResult.NoCredentials("Key").WithCredential("key-7"));
}
