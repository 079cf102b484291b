using System.Collections.Concurrent;
using System.Globalization;
using GatewayKit.Security.Tests.Forwarding.Exchanges;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>Compares what the client and the upstream see of generated exchanges through both forwarders.</summary>
internal sealed class ForwarderComparison(ForwardingGateway gateway)
{
    private const int Lanes = 8;

    /// <summary>Fails with the simplest exchange that differs.</summary>
    /// <param name="usual">The number of exchanges, unless <c>GATEWAYKIT_EXCHANGES</c> has another one.</param>
    public async Task RunAsync(int usual)
    {
        var count = Read("GATEWAYKIT_EXCHANGES", usual);
        var seed = Read("GATEWAYKIT_EXCHANGES_SEED", 1);
        var found = new ConcurrentQueue<ExchangeDifference>();

        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(
            () => RunAsync(new Random(seed * Lanes + lane), count / Lanes, found))));

        if (found.TryPeek(out var first))
            Assert.Fail(await DescribeAsync(first));
        Assert.DoesNotContain(gateway.Logs, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static int Read(string name, int usual)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private async Task RunAsync(Random random, int count, ConcurrentQueue<ExchangeDifference> found)
    {
        using var pair = new ExchangePair(gateway);
        var generator = new ExchangeGenerator(random);
        for (var i = 0; i < count && found.IsEmpty; i++)
        {
            if (await pair.RunAsync(generator.Next()) is { IsNone: false } difference)
                found.Enqueue(difference);
        }
    }

    private async Task<string> DescribeAsync(ExchangeDifference first)
    {
        var smallest = await ExchangeShrinker.ShrinkAsync(first.Exchange, async exchange => !(await RunAloneAsync(exchange)).IsNone);
        return await RunAloneAsync(smallest) is { IsNone: false } difference
            ? $"The forwarders differ: {difference}"
            : $"The forwarders differed once: {first}";
    }

    private async Task<ExchangeDifference> RunAloneAsync(ExchangeSpec exchange)
    {
        using var pair = new ExchangePair(gateway);
        return await pair.RunAsync(exchange);
    }
}
