using GatewayKit.Security.Tests.Forwarding.Exchanges;
using GatewayKit.Security.Tests.Forwarding.Sockets;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>Runs exchanges one after the other through one forwarder, on one connection of a client as long as it lasts.</summary>
internal sealed class ExchangeRunner(ForwardingGateway gateway, string forwarder) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private IRawClient? _client;

    /// <returns>The transcript.</returns>
    public async Task<string> RunAsync(ExchangeSpec exchange)
    {
        var id = gateway.NextId();
        var host = ForwardingGateway.HostOf(forwarder, exchange.Site);
        var script = gateway.Upstream.Expect(id, call => AnswerAsync(call, exchange));
        var step = "response";
        try
        {
            _client ??= await gateway.ConnectAsync().WaitAsync(s_patience);
            var result = await _client.SendAsync(exchange, host, id).WaitAsync(s_patience);
            step = "end of the upstream's answer";
            if (!result.CanContinue)
                Close();
            await Task.WhenAll(script.Calls.Select(call => call.Done)).WaitAsync(s_patience);
            return Transcript.Of(exchange, result, script.Calls, host, id);
        }
        catch (TimeoutException)
        {
            Close();
            return $"There was no {step} within {s_patience.TotalSeconds} s through {forwarder}.";
        }
        finally
        {
            gateway.Upstream.Forget(id);
        }
    }

    public void Dispose() => Close();

    private static async Task AnswerAsync(UpstreamCall call, ExchangeSpec exchange)
    {
        var response = exchange.Response;
        if (!response.IsEarly)
        {
            if (call.Head.First("Expect") is not null)
                await call.Wire.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");
            await call.ReadBodyAsync();
        }

        var bytes = response.Bytes(call.Head.StartLine.StartsWith("HEAD ", StringComparison.Ordinal));
        await call.Wire.WriteAsync(bytes, exchange.Cuts(bytes.Length));
        if (response.Closes)
            call.Wire.CloseWriting();
        if (response.IsEarly)
            await call.ReadBodyAsync();
        if (response.Closes)
        {
            await call.Wire.ReadToEndAsync();
            call.Wire.Dispose();
        }
    }

    private void Close()
    {
        _client?.Dispose();
        _client = null;
    }
}
