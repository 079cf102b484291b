namespace GatewayKit.Benchmarks.Compare;

public sealed class MachineTests
{
    [Fact]
    public void Proxies_have_processors_of_their_own()
    {
        var machine = Machine.Of(1, [4, 5, 6], hasTaskset: true);

        Assert.Equal([4], machine.Proxy!);
        Assert.Equal([5, 6], machine.Others!);
    }

    [Fact]
    public void Everything_shares_the_processors_if_the_proxies_get_all()
        => Assert.Equal([0, 1], Machine.Of(2, [0, 1], hasTaskset: true).Others!);

    [Theory]
    [InlineData(2, false, "Nothing is pinned to processors, because taskset isn't on the PATH.")]
    [InlineData(1, true, "Everything shares one processor.")]
    public void The_report_says_why_nothing_is_pinned(int processors, bool hasTaskset, string description)
    {
        var machine = Machine.Of(1, [.. Enumerable.Range(0, processors)], hasTaskset);

        Assert.Null(machine.Proxy);
        Assert.Equal(description, machine.Description);
    }

    [Fact]
    public void A_list_of_processors_has_ranges() => Assert.Equal([0, 1, 2, 8], Machine.ParseList(" 0-2,8"));
}
