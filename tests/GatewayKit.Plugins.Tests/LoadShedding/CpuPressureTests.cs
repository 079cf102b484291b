using GatewayKit.Plugins.LoadShedding;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.LoadShedding;

public class CpuPressureTests
{
    private readonly FakeTimeProvider _time = new();
    private TimeSpan _used;

    [Fact]
    public void Nothing_is_rejected_below_the_maximum()
    {
        var cpu = Create();

        Use(cpu, 0.89, samples: 100);

        Assert.Equal((0, 0), (cpu.Current, Rejected(cpu, ExchangePriority.Low)));
    }

    [Fact]
    public void Above_the_maximum_the_lowest_priority_is_rejected_first_and_critical_requests_never()
    {
        var cpu = Create();

        Use(cpu, 1, samples: 2);
        Assert.Equal([40, 0, 0, 0], RejectedOfAll(cpu));
        Use(cpu, 1, samples: 5);
        Assert.Equal([100, 40, 0, 0], RejectedOfAll(cpu));
        Use(cpu, 1, samples: 100);
        Assert.Equal([100, 100, 100, 0], RejectedOfAll(cpu));
    }

    [Fact]
    public void The_pressure_falls_slowly_below_the_maximum_and_is_over_after_a_pause()
    {
        var cpu = Create();
        Use(cpu, 1, samples: 5);

        Use(cpu, 0.1, samples: 5);
        Assert.Equal(50, Rejected(cpu, ExchangePriority.Low));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Rejected(cpu, ExchangePriority.Low));
    }

    [Theory]
    [InlineData("50000 100000\n", null, null, 0.5)]
    [InlineData("max 100000\n", null, null, null)]
    [InlineData("", null, null, null)]
    [InlineData(null, "150000\n", "100000\n", 1.5)]
    [InlineData(null, "-1\n", "100000\n", null)]
    [InlineData(null, "150000\n", null, null)]
    [InlineData("max 100000\n", "150000\n", "100000\n", null)]
    [InlineData(null, null, null, null)]
    public async Task The_quota_of_a_container_may_be_a_fraction_of_a_processor(
        string? max, string? quota, string? period, double? expected)
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateDirectory(Path.Combine(root, "cpu"));
        foreach (var (name, text) in new[] { ("cpu.max", max), ("cpu/cpu.cfs_quota_us", quota), ("cpu/cpu.cfs_period_us", period) })
        {
            if (text is not null)
                await File.WriteAllTextAsync(Path.Combine(root, name), text);
        }

        Assert.Equal(expected, ProcessorQuota.Read(root));

        Directory.Delete(root, recursive: true);
    }

    private CpuPressure Create() => new(0.9, processors: 4, () => _used, _time);

    private static int[] RejectedOfAll(CpuPressure cpu)
        => [.. Enum.GetValues<ExchangePriority>().Order().Select(priority => Rejected(cpu, priority))];

    private static int Rejected(CpuPressure cpu, ExchangePriority priority)
        => Enumerable.Range(0, 100).Count(_ => cpu.Rejects(priority));

    private void Use(CpuPressure cpu, double usage, int samples)
    {
        for (var i = 0; i < samples; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            _used += TimeSpan.FromMilliseconds(500 * usage * 4);
            cpu.Rejects(ExchangePriority.Critical);
        }
    }
}
