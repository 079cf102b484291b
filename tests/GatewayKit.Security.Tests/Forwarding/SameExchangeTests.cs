namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>The gateway's own forwarder and YARP's must not differ in what a client of HTTP/1.1 and the upstream see.</summary>
public sealed class SameExchangeTests(ForwardingGateway gateway) : IClassFixture<ForwardingGateway>
{
    [Fact]
    public Task Generated_exchanges_are_the_same_through_both_forwarders() => new ForwarderComparison(gateway).RunAsync(3000);
}
