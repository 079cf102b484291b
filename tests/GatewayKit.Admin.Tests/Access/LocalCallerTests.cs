using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Access;

public sealed class LocalCallerTests
{
    [Fact]
    public async Task A_caller_on_the_same_machine_needs_no_key_if_there_is_none()
    {
        await using var host = await AdminHost.StartAsync();

        Assert.Equal(200, (await host.GetAsync("/v1/status")).Status);
    }

    [Fact]
    public async Task A_host_can_demand_credentials_of_every_caller()
    {
        await using var host = await AdminHost.StartAsync(options => options.AllowsLocalCallers = false);

        Assert.Equal(401, (await host.GetAsync("/v1/status")).Status);
    }

    [Fact]
    public async Task A_host_with_authentication_demands_credentials_of_every_caller()
    {
        await using var host = await AdminHost.StartAsync(setUp: HeaderScheme.Use);

        Assert.Equal(401, (await host.GetAsync("/v1/status")).Status);
        Assert.Equal(200, (await host.GetAsync("/v1/status", null, (HeaderScheme.Header, "role=viewer"))).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_proxy_on_the_same_machine_that_adds_a_header_needs_a_key(string name, string value)
    {
        await using var host = await AdminHost.StartAsync();

        Assert.Equal(401, (await host.GetAsync("/v1/status", null, (name, value))).Status);
    }

    [Fact]
    public async Task A_key_that_is_not_needed_must_be_valid()
    {
        await using var host = await AdminHost.StartAsync();

        Assert.Equal(401, (await host.GetAsync("/v1/status", AdminHost.AdminKey)).Status);
    }
}
