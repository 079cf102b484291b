namespace GatewayKit.Plugins.Tests.Contract;

public sealed class ConsumerTests
{
    private readonly Consumer _consumer = new("alice", ["gold", "Staff"]);

    [Theory]
    [InlineData("gold", true)]
    [InlineData("GOLD", true)]
    [InlineData("staff", true)]
    [InlineData("gol", false)]
    [InlineData("", false)]
    public void The_case_of_a_group_does_not_matter(string group, bool isIn)
    {
        Assert.Equal(isIn, _consumer.IsInGroup(group));
        Assert.Equal(isIn, _consumer.IsInAnyGroup(["silver", group]));
    }

    [Fact]
    public void A_consumer_is_in_none_of_no_groups()
    {
        Assert.False(_consumer.IsInAnyGroup([]));
        Assert.False(new Consumer("bob").IsInGroup("gold"));
    }
}
