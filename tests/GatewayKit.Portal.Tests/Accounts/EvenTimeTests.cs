using GatewayKit.Portal.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class EvenTimeTests
{
    [Theory]
    [InlineData(0, 500)]
    [InlineData(499, 1)]
    [InlineData(700, 300)]
    public async Task An_answer_waits_for_a_multiple_of_half_a_second(int elapsed, int rest)
    {
        var time = new FakeTimeProvider();
        var duration = EvenTime.Start(time, new PortalAccountOptions());
        time.Advance(TimeSpan.FromMilliseconds(elapsed));
        var wait = duration.WaitAsync(default);

        time.Advance(TimeSpan.FromMilliseconds(rest - 1));
        Assert.False(wait.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(1));
        await wait.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
