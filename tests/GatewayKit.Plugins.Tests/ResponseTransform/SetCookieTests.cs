using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Tests.ResponseTransform;

public class SetCookieTests
{
    private const string Sid = "sid=\"1=2\";  path = /a ;HTTPONLY; x-y; Expires=Wed, 02 Dec 2026 08:00:00 GMT";

    [Theory]
    [InlineData("debug=1; Path=/", null)]
    [InlineData(" debug =1", null)]
    [InlineData("debug=", null)]
    [InlineData("debug", "debug")]
    [InlineData("=debug", "=debug")]
    [InlineData("a=debug; debug=1", "a=debug; debug=1")]
    [InlineData("Debug=1;;", "Debug=1;;")]
    [InlineData("", "")]
    [InlineData(Sid, "key=\"1=2\";  path = /a ;HTTPONLY; x-y; Expires=Wed, 02 Dec 2026 08:00:00 GMT")]
    [InlineData("v=1;Secure; a=b ", "v=new;Secure; a=b ")]
    [InlineData("v=", "v=new")]
    public void Cookies_are_changed_by_name(string sent, string? expected)
        => Assert.Equal(expected is null ? [] : [expected], Changed(new()
        {
            Remove = new() { Cookies = ["debug"] },
            Rename = new() { Cookies = Map("sid", "key") },
            Replace = new() { Cookies = Map("v", "new") },
        }, sent));

    [Fact]
    public void Lines_stay_separate_and_in_order()
        => Assert.Equal(
            ["b=2;Path=/", "n=new; Path=/x", "n=new; Path=/y", "c", "z=added", "b=more"],
            Changed(new()
            {
                Rename = new() { Cookies = Map("a", "n") },
                Replace = new() { Cookies = Map("n", "new") },
                Add = new() { Cookies = new Dictionary<string, string> { ["n"] = "no", ["z"] = "added" } },
                Append = new() { Cookies = Map("b", "more") },
            }, "b=2;Path=/", "a=1; Path=/x", "n=0", "a=2; Path=/y", "c"));

    [Theory]
    [InlineData("sid=1", "sid=1; Domain=example.com; Path=/p; Max-Age=60; Secure; HttpOnly; SameSite=None")]
    [InlineData("sid=1; samesite=Lax; DOMAIN=.up.internal; a=b; max-age=1;path=/x; Path=/y;secure=;",
        "sid=1; SameSite=None; Domain=example.com; a=b; Max-Age=60; Path=/p;secure=; HttpOnly;")]
    [InlineData("Sid=1; Path=/", "Sid=1; Path=/")]
    public void Attributes_are_set_in_their_places(string sent, string expected)
        => Assert.Equal([expected], Changed(With("sid", new()
        {
            Domain = "example.com",
            Path = "/p",
            MaxAge = TimeSpan.FromMinutes(1),
            Secure = true,
            HttpOnly = true,
            SameSite = CookieSameSite.None,
        }), sent));

    [Theory]
    [InlineData("sid=1;Domain=a; secure; x=Secure; HttpOnly=1;path=/; Domain=b", "sid=1; x=Secure")]
    [InlineData("sid=1; Securely; SameSite=Lax", "sid=1; Securely; SameSite=Lax")]
    public void Attributes_are_removed(string sent, string expected)
        => Assert.Equal([expected], Changed(With("sid", new() { Domain = "", Path = "", Secure = false, HttpOnly = false }), sent));

    [Fact]
    public void A_response_without_the_cookies_costs_no_memory()
    {
        var plugin = new ResponseTransformPlugin(With("sid", new() { Secure = true, Path = "/{{ path }}" }) with
        {
            Remove = new() { Cookies = ["debug"] },
            Replace = new() { Cookies = Map("a", "{{ status }}") },
        }, TimeProvider.System);
        var context = new FakeContext();

        Assert.Equal(0, AllocatedBytes.Of(() => Assert.Null(plugin.OnResponseAsync(context).Now().Response)));
    }

    [Theory]
    [InlineData("remove: { cookies: ['a b'] }", "remove.cookies names 'a b'; it must be the name of a cookie.")]
    [InlineData("rename: { cookies: { a: a } }", "rename.cookies renames 'a' to itself; use a different name.")]
    [InlineData("cookies: { 'a;': { secure: true } }", "cookies names 'a;'; it must be the name of a cookie.")]
    [InlineData("cookies: { a: { domain: 'b; Path=/' } }", "cookies.a.domain is 'b; Path=/'; it must be the name of a host.")]
    [InlineData("cookies: { a: { path: '/;b' } }",
        "cookies.a.path is '/;b'; it must start with '/', and contain only printable ASCII characters without ';'.")]
    [InlineData("cookies: { a: { maxAge: 1500ms } }", "cookies.a.maxAge has a part of a second; use whole seconds.")]
    [InlineData("cookies: { a: { sameSite: none, secure: false } }",
        "cookies.a.secure is false; browsers reject a cookie with sameSite 'none' unless it is secure.")]
    [InlineData("cookies: { __host-a: { path: /b } }",
        "cookies.__host-a.path is '/b'; a cookie with the prefix '__Host-' must have the path '/'.")]
    [InlineData("cookies: { __Host-a: { domain: b } }",
        "cookies.__Host-a.domain is set; a cookie with the prefix '__Host-' can't have a domain.")]
    [InlineData("cookies: { __Secure-a: { secure: false } }",
        "cookies.__Secure-a.secure is false; the prefix of the cookie requires true.")]
    [InlineData("add: { cookies: { __Secure-a: b } }",
        "add.cookies adds '__Secure-a', which browsers require to be secure; set 'secure' of 'cookies.__Secure-a' to true.")]
    [InlineData("append: { cookies: { __Host-a: b } }, cookies: { __Host-a: { secure: true } }",
        "append.cookies adds '__Host-a', which must have the path '/'; set 'path' of 'cookies.__Host-a'.")]
    [InlineData("add: { cookies: { a: b } }, cookies: { a: { sameSite: none } }",
        "add.cookies adds 'a', which browsers require to be secure; set 'secure' of 'cookies.a' to true.")]
    [InlineData("replace: { cookies: { a: 'b;c' } }", "replace.cookies has an invalid value for 'a'; it must contain only printable ASCII "
        + "characters without space, '\"', ',', ';' and '\\'.")]
    public async Task Invalid_options_are_rejected(string options, string expected)
        => Assert.Equal(
            [$"(response-transform): options.{expected}"],
            await PluginGateway.ErrorsOfAsync($"{{ name: response-transform, options: {{ {options} }} }}"));

    private static Dictionary<string, string> Map(string name, string value) => new() { [name] = value };

    private static ResponseTransformOptions With(string name, CookieAttributes attributes)
        => new() { Cookies = new Dictionary<string, CookieAttributes> { [name] = attributes } };

    private static string[] Changed(ResponseTransformOptions options, params string[] sent)
    {
        var context = new FakeContext();
        context.Http.Response.Headers.SetCookie = new StringValues(sent);
        new ResponseTransformPlugin(options, TimeProvider.System).OnResponseAsync(context).Now();
        return [.. context.Http.Response.Headers.SetCookie.Select(cookie => cookie ?? "")];
    }
}
