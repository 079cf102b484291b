using GatewayKit.Hosting;
using GatewayKit.Hosting.Admin;
using GatewayKit.Hosting.Descriptors;

namespace GatewayKit.Tests.Hosting.Descriptors;

public sealed class ConnectionBudgetTests
{
    private const int Admin = 64;

    [Fact]
    public void Enough_descriptors_change_nothing()
    {
        var budget = ConnectionBudget.Of((1_048_576, 250), 10_000, Admin);

        Assert.Equal((false, 10_000, Admin), (budget.IsLimited, budget.Connections, budget.AdminConnections));
    }

    [Fact]
    public void Few_descriptors_bound_connections_and_name_the_limit_that_would_do()
    {
        var budget = ConnectionBudget.Of((1024, 250), 10_000, Admin);

        Assert.True(budget.IsLimited);
        Assert.InRange(1024 - 250 - (2 * budget.Connections), 0, 200);
        Assert.InRange(budget.AdminConnections, 1, 16);
        Assert.False(ConnectionBudget.Of((budget.NeededLimit, 250), 10_000, Admin).IsLimited);
        Assert.True(ConnectionBudget.Of((budget.NeededLimit - 2, 250), 10_000, Admin).IsLimited);
    }

    [Fact]
    public void Hardly_any_descriptors_still_let_one_connection_in()
        => Assert.Equal(1, ConnectionBudget.Of((256, 250), 10_000, Admin).Connections);

    [Theory]
    [InlineData(1024, 10_000, 323)]
    [InlineData(20_500, 10_000, 10_114)]
    [InlineData(1_048_576, 10_000, 1_038_190)]
    [InlineData(256, 10_000, 1)]
    public void Connections_to_upstreams_get_what_clients_and_the_reserve_leave(long limit, long clients, long expected)
        => Assert.Equal(expected, ConnectionBudget.Of((limit, 250), clients, Admin).UpstreamConnections);

    [Fact]
    public void A_host_that_wants_any_number_gets_what_there_is()
        => Assert.InRange(ConnectionBudget.Of((1_000_000, 250), null, Admin).Connections, 400_000, 500_000);

    [Fact]
    public void Without_a_limit_of_the_system_the_hosts_own_stays()
        => Assert.Equal((false, 5L, null), ConnectionBudget.Of(null, 5, Admin) is var budget
            ? (budget.IsLimited, budget.Connections, budget.UpstreamConnections)
            : default);

    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             95370                95370                processes ", null)]
    public void The_soft_limit_is_read_from_the_system(string line, long? expected)
        => Assert.Equal(expected,
            FileDescriptors.ParseLimit(["Limit                     Soft Limit           Hard Limit           Units     ", line]));
}
