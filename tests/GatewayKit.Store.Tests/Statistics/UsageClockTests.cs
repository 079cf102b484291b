using GatewayKit.Store.Statistics;
using GatewayKit.Store.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Store.Tests.Statistics;

public sealed class UsageClockTests
{
    [Theory, Postgres]
    public async Task The_time_is_that_of_the_server_and_not_of_the_node(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var database = test.OpenDatabase();
        var clock = new UsageClock(database, new FakeTimeProvider(DateTimeOffset.UnixEpoch));

        var now = await database.RunAsync(context => clock.NowAsync(context, default), default).WaitAsync(Writing.Deadline);

        Assert.Equal(DateTimeKind.Utc, now.Kind);
        Assert.InRange(DateTime.UtcNow - now, TimeSpan.FromHours(-1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task The_time_of_a_file_is_that_of_its_machine()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var database = test.OpenDatabase();
        var clock = new UsageClock(database, Clock.Create());

        Assert.Equal(
            Clock.Start.UtcDateTime,
            await database.RunAsync(context => clock.NowAsync(context, default), default).WaitAsync(Writing.Deadline));
    }
}
