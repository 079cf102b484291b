namespace GatewayKit.Benchmarks.Bodies;

public sealed class BodyRunTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly BodyResult s_yarp = new("yarp", 2, 4, 1 << 30, 100 << 20, 120 << 20, 30 << 20);

    [Fact]
    public async Task Each_variant_streams_a_body_beside_bare_YARP()
    {
        using var output = new StringWriter();

        await BodyRun.RunAsync(["2"], output).WaitAsync(s_patience);

        var rows = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(BodyVariant.All.Select(variant => variant.Name), rows.Select(row => row.Split(" | ")[0][2..]));
        Assert.Equal("yarp", BodyVariant.All[0].Name);
    }

    [Theory]
    [InlineData(20, 30, "yes")]
    [InlineData(148, 158, "yes")]
    [InlineData(149, 30, "**no**")]
    [InlineData(20, 159, "**no**")]
    public void Memory_that_grows_with_the_body_is_not_flat(int growth, int heap, string isFlat)
    {
        var result = s_yarp with { Name = "find-replace", Peak = s_yarp.Before + ((long)growth << 20), Heap = (long)heap << 20 };

        Assert.EndsWith($" | {growth} | {heap} | {isFlat} |", result.ToRow(s_yarp), StringComparison.Ordinal);
    }

    [Fact]
    public void Processor_time_is_compared_with_that_of_bare_YARP()
        => Assert.StartsWith(
            "| compress | 2.0 | 6.0 | 1.50 | 1024 | 100 | 120 | 20 | 30 |",
            (s_yarp with { Name = "compress", ProcessorSeconds = 6 }).ToRow(s_yarp),
            StringComparison.Ordinal);
}
