namespace GatewayKit.Benchmarks.Compare;

public sealed class ComparisonTests
{
    [Fact]
    public void A_ratio_is_to_bare_YARP_in_the_same_round()
    {
        var ratio = Comparison.Ratio([WithCpu(10), WithCpu(300)], [WithCpu(20), WithCpu(200)], sample => sample.CpuMicroseconds);

        Assert.Equal((0.5, 1.5, 1.0), (ratio!.Minimum, ratio.Maximum, ratio.Median));
    }

    [Fact]
    public void The_ratio_of_the_processor_time_is_that_of_the_lower_quartiles()
        => Assert.Equal(0.5, Comparison.CpuRatio(
            [WithCpu(10), WithCpu(11), WithCpu(90), WithCpu(95)], [WithCpu(80), WithCpu(21), WithCpu(22), WithCpu(99)]));

    [Fact]
    public void A_program_without_a_heap_has_no_ratio_of_allocated_bytes()
        => Assert.Null(Comparison.Ratio([WithCpu(10) with { AllocatedBytes = 0 }], [WithCpu(10)], sample => sample.AllocatedBytes));

    private static Sample WithCpu(double microseconds) => new(microseconds, 1000, 100, microseconds, 1, 2, 3, 50, KeptRate: true);
}
