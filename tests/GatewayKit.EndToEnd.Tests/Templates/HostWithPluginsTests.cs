using GatewayKit.EndToEnd.Support;

namespace GatewayKit.EndToEnd.Templates;

public sealed class HostWithPluginsTests(HostWithPlugins host) : IClassFixture<HostWithPlugins>
{
    [PackagesFact]
    public async Task Each_plugin_has_its_own_version_of_a_library()
    {
        using var response = await host.Server.GetAsync("/hello", ("X-Tenant", "blue"));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("12.0.0.0", Assert.Single(response.Headers.GetValues("X-Json-12")));
        Assert.Equal("13.0.0.0", Assert.Single(response.Headers.GetValues("X-Json-13")));
    }

    [PackagesFact]
    public void Plugins_of_the_folder_are_published_with_the_host()
        => Assert.Equal(["Contoso.Tenants", "Contoso.audit-plugin"], host.PublishedPlugins);

    [PackagesFact]
    public async Task A_plugin_rejects_a_request() => Assert.Equal(400, await host.Server.StatusAsync("/hello"));

    [PackagesFact]
    public async Task A_route_to_the_upstream_needs_a_key() => Assert.Equal(401, await host.Server.StatusAsync("/api/orders"));

    [PackagesFact]
    public async Task The_admin_address_answers_health_checks()
    {
        Assert.Equal(200, await host.Server.StatusAsync($"{host.Admin}/healthz/live"));
        Assert.Equal(200, await host.Server.StatusAsync($"{host.Admin}/healthz/ready"));
    }
}
