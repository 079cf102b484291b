using System.Net;
using GatewayKit.Plugins.IpRestriction;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.IpRestriction;

public sealed class IpRestrictionTests(IpRestrictionTests.Proxied proxied, IpRestrictionTests.Direct direct)
    : IClassFixture<IpRestrictionTests.Proxied>, IClassFixture<IpRestrictionTests.Direct>
{
    private const string Routes = """
        routes:
          allow: { clusterId: up, match: { path: /allow }, plugins: [ { name: key-auth }, { name: ip-restriction, options: { allow: [203.0.113.0/24, "2001:db8::/32"], deny: [203.0.113.66] } } ] }
          deny: { clusterId: up, match: { path: /deny }, plugins: [ { name: ip-restriction, options: { deny: [203.0.113.0/24, "2001:db8::/32"] } } ] }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }

        """;

    [Theory]
    [InlineData("203.0.113.7", 401, 403)]
    [InlineData("203.0.113.66", 403, 403)]
    [InlineData("198.51.100.1", 403, 200)]
    [InlineData("::ffff:203.0.113.7", 401, 403)]
    [InlineData("::ffff:cb00:7107", 401, 403)]
    [InlineData("[2001:db8::1]:4711", 401, 403)]
    [InlineData("2001:0DB8:0000::0001", 401, 403)]
    [InlineData("2001:db9::1", 403, 200)]
    [InlineData("198.51.100.1, 203.0.113.7", 401, 403)]
    [InlineData("203.0.113.7, 198.51.100.1", 403, 200)]
    [InlineData("203.0.113.7, 127.0.0.1", 401, 403)]
    public async Task Behind_a_trusted_proxy_the_reported_client_counts(string forwardedFor, int allow, int deny)
    {
        var (allowed, allowedForwarded) = await proxied.GetAsync("/allow", ("X-Forwarded-For", forwardedFor));
        var (denied, deniedForwarded) = await proxied.GetAsync("/deny", ("X-Forwarded-For", forwardedFor));

        Assert.Equal((allow, deny), (allowed.Status, denied.Status));
        Assert.Equal((false, deny == 200), (allowedForwarded, deniedForwarded));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X_Forwarded_For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("True-Client-IP", "203.0.113.7")]
    [InlineData("CF-Connecting-IP", "203.0.113.7")]
    public async Task A_client_can_not_claim_another_address(string header, string value)
    {
        var (allow, isForwarded) = await direct.GetAsync("/allow", (header, value));

        Assert.Equal((403, false), (allow.Status, isForwarded));
        Assert.Equal(200, (await direct.GetAsync("/deny", (header, value))).Answer.Status);
    }

    [Fact]
    public void A_client_without_an_address_has_no_access()
    {
        Assert.Equal(403, Call(new IpRestrictionOptions { Allow = ["0.0.0.0/0", "::/0"] }, null));
        Assert.Equal(403, Call(new IpRestrictionOptions { Deny = ["10.0.0.1"] }, null));
        Assert.Null(Call(new IpRestrictionOptions { Deny = ["10.0.0.1"] }, IPAddress.Loopback));
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        var plugin = new IpRestrictionPlugin(new IpRestrictionOptions { Allow = ["10.0.0.0/8", "2001:db8::/32"], Deny = ["10.0.0.1"] });
        var context = new FakeContext();
        IPAddress[] addresses = [IPAddress.Parse("::ffff:10.0.0.2"), IPAddress.Parse("10.0.0.2"), IPAddress.Parse("2001:db8::1")];

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            foreach (var address in addresses)
            {
                context.Http.Connection.RemoteIpAddress = address;
                Assert.Null(plugin.OnRequestAsync(context).Now().Response);
            }
        }));
    }

    [Theory]
    [InlineData("", "options must list addresses in 'allow' or 'deny'; without them, no rule applies.")]
    [InlineData("deny: [10.0.0.1/8]",
        "options.deny[0] is '10.0.0.1/8'; the address has bits after the prefix; the network is 10.0.0.0/8.")]
    [InlineData("allow: [10.0.0.1, localhost]", "options.allow[1] is 'localhost'; it must be an address such as 203.0.113.7")]
    [InlineData("allow: ['::ffff:0:0/90']", "options.allow[0] is '::ffff:0:0/90'; it is a part of IPv6 that contains IPv4 addresses;")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(ip-restriction): {error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: ip-restriction, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    private static int? Call(IpRestrictionOptions options, IPAddress? address)
    {
        var context = new FakeContext();
        context.Http.Connection.RemoteIpAddress = address;
        return new IpRestrictionPlugin(options).OnRequestAsync(context).Now().Response?.Status;
    }

    public sealed class Proxied() : RouteHost(Routes + "trustedProxies: [127.0.0.1]");

    public sealed class Direct() : RouteHost(Routes);
}
