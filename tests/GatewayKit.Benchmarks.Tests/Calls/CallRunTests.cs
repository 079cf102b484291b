namespace GatewayKit.Benchmarks.Calls;

public sealed class CallRunTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Each_variant_answers_its_calls()
    {
        using var output = new StringWriter();

        Assert.Equal(0, await CallRun.RunAsync(["0"], output).WaitAsync(s_patience));

        var rows = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..]
            .Select(row => row.Trim(' ', '|', '\r').Split(" | ")).ToArray();
        Assert.Equal(CallVariant.Of("").Select(variant => variant.Name), rows.Select(row => row[0]));
        Assert.Equal(OrderMessage.Frame.Length, int.Parse(rows[0][^1], null));
        Assert.InRange(int.Parse(rows[^1][^1], null), 3 * OrderMessage.Json.Length, (3 * OrderMessage.Json.Length) + 50);
    }

    [Fact]
    public void Processor_time_is_compared_with_that_of_bare_YARP()
    {
        var yarp = new CallResult("yarp, gRPC", 1000, 2, 0.1, 5_000_000, 400_000);

        Assert.Equal(
            "| grpc-json | 250 | 300.0 | 3.00 | 10000 | 800 |",
            new CallResult("grpc-json", 500, 2, 0.15, 5_000_000, 400_000).ToRow(yarp));
    }
}
