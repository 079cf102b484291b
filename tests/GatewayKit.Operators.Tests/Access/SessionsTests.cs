using GatewayKit.Admin.Access;
using GatewayKit.Operators.Access;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Operators.Tests.Access;

public sealed class SessionsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_session_ends_half_an_hour_after_its_last_request()
    {
        var sessions = new Sessions(_time);
        var token = sessions.Begin(AdminCaller.Local);

        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(sessions.Find(token));
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(sessions.Find(token));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(sessions.Find(token));
    }

    [Fact]
    public void A_session_in_use_ends_after_eight_hours()
    {
        var sessions = new Sessions(_time);
        var token = sessions.Begin(AdminCaller.Local);

        for (var i = 0; i < 31; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(15));
            Assert.NotNull(sessions.Find(token));
        }

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(sessions.Find(token));
    }

    [Fact]
    public void Beyond_the_limit_the_oldest_session_ends()
    {
        var sessions = new Sessions(_time);
        var first = sessions.Begin(AdminCaller.Local);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = sessions.Begin(AdminCaller.Local);
        for (var i = 1; i < Sessions.Maximum; i++)
            sessions.Begin(AdminCaller.Local);

        Assert.Null(sessions.Find(first));
        Assert.NotNull(sessions.Find(second));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(null)]
    public void An_unknown_token_has_no_session(string? token) => Assert.Null(new Sessions(_time).Find(token));
}
