using GatewayKit.Security.Tests.Forwarding.Exchanges;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>Runs the same exchanges through both forwarders.</summary>
internal sealed class ExchangePair(ForwardingGateway gateway) : IDisposable
{
    private readonly ExchangeRunner _yarp = new(gateway, "yarp");
    private readonly ExchangeRunner _auto = new(gateway, "auto");

    public async Task<ExchangeDifference> RunAsync(ExchangeSpec exchange)
    {
        var results = await Task.WhenAll(_yarp.RunAsync(exchange), _auto.RunAsync(exchange));
        return new ExchangeDifference(exchange, results[0], results[1]);
    }

    public void Dispose()
    {
        _yarp.Dispose();
        _auto.Dispose();
    }
}
