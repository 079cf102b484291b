using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class KnownBrowserTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly KnownBrowsers _browsers;
    private readonly Developer _developer = new() { Id = Guid.NewGuid(), SecurityStamp = "first" };

    private string _cookie = "";

    public KnownBrowserTests()
        => _browsers = new KnownBrowsers(new EphemeralDataProtectionProvider(), new AccountLimits(new PortalAccountOptions(), _time));

    [Fact]
    public void A_known_browser_has_five_attempts_in_five_minutes()
    {
        SignIn(_developer);

        for (var i = 0; i < 5; i++)
            Assert.True(TryCount(_developer));
        Assert.False(TryCount(_developer));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(TryCount(_developer));
    }

    [Fact]
    public void A_browser_is_not_known_after_a_new_password()
    {
        SignIn(_developer);

        _developer.SecurityStamp = "second";

        Assert.False(TryCount(_developer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public void A_cookie_of_another_origin_is_ignored(string cookie)
    {
        _cookie = cookie;

        Assert.False(TryCount(_developer));
    }

    [Fact]
    public void A_browser_remembers_its_latest_accounts()
    {
        Developer[] developers = [.. Enumerable.Range(0, 5).Select(_ => new Developer { Id = Guid.NewGuid(), SecurityStamp = "a" })];

        foreach (var developer in developers)
            SignIn(developer);

        Assert.Equal([false, true, true, true, true], developers.Select(TryCount));
    }

    private void SignIn(Developer developer)
    {
        var http = Open();
        _browsers.Remember(http, "/dev", developer);
        _cookie = SetCookieHeaderValue.Parse(http.Response.Headers.SetCookie.ToString()).Value.ToString();
    }

    private bool TryCount(Developer developer) => _browsers.TryCount(Open(), developer);

    private DefaultHttpContext Open()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = $"{PortalCookies.Known}={_cookie}";
        return http;
    }
}
