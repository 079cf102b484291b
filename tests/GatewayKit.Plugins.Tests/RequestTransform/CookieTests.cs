using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.RequestTransform;

public class CookieTests
{
    [Theory]
    [InlineData("a=1; debug=x; b=\"2\"", "a=1; b=\"2\"")]
    [InlineData("debug=1;debug=2", null)]
    [InlineData("debug", null)]
    [InlineData("a=1;  debugger=x;Debug=1", "a=1;  debugger=x;Debug=1")]
    [InlineData(null, null)]
    public void Remove_takes_every_cookie_of_the_name(string? sent, string? expected)
        => Assert.Equal(expected, Transform(sent, new() { Remove = new() { Cookies = ["debug"] } }));

    [Theory]
    [InlineData("a=1; b=2; a=3; c", "b=1; b=3; c")]
    [InlineData("b=2", "b=2")]
    public void Rename_keeps_the_value_and_the_place(string sent, string expected)
        => Assert.Equal(expected, Transform(sent, new() { Rename = new() { Cookies = Map("a", "b") } }));

    [Theory]
    [InlineData("x=1; a=1; a=2", "x=1; a=r; n=added; x=more")]
    [InlineData("n=0", "n=0; x=more")]
    [InlineData(null, "n=added; x=more")]
    public void Values_are_replaced_added_and_appended(string? sent, string expected)
        => Assert.Equal(expected, Transform(sent, new()
        {
            Replace = new() { Cookies = Map("a", "r") },
            Add = new() { Cookies = Map("n", "added") },
            Append = new() { Cookies = Map("x", "more") },
        }));

    [Fact]
    public void Cookies_that_no_change_concerns_cost_nothing()
    {
        var plugin = new RequestTransformPlugin(new RequestTransformOptions
        {
            Remove = new() { Cookies = ["debug"] },
            Add = new() { Cookies = Map("a", "1") },
        }, TimeProvider.System);
        var context = new FakeContext();
        context.Http.Request.Headers.Cookie = "b=2; a=0";
        plugin.OnRequestAsync(context).Now();

        Assert.Equal(0, AllocatedBytes.Of(() => plugin.OnRequestAsync(context).Now()));
    }

    private static Dictionary<string, string> Map(string name, string value) => new() { [name] = value };

    private static string? Transform(string? sent, RequestTransformOptions options)
    {
        var context = new FakeContext();
        if (sent is not null)
            context.Http.Request.Headers.Cookie = sent;
        new RequestTransformPlugin(options, TimeProvider.System).OnRequestAsync(context).Now();
        return context.Http.Request.Headers.TryGetValue("Cookie", out var cookies) ? cookies.ToString() : null;
    }
}
