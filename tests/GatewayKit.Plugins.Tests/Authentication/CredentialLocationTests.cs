using GatewayKit.Authentication;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Authentication;

public class CredentialLocationTests
{
    [Theory]
    [InlineData("header:Authorization", "header:authorization")]
    [InlineData("header:X-Token", "header:x-token")]
    [InlineData("cookie:__Host-session", "cookie:__Host-session")]
    [InlineData("query:access_token", "query:access_token")]
    [InlineData("query:a:b c", "query:a:b c")]
    public void A_location_is_parsed(string text, string expected)
    {
        Assert.True(CredentialLocation.TryParse(text, out var location));
        Assert.Equal(expected, location.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Authorization")]
    [InlineData("header:")]
    [InlineData("header:a b")]
    [InlineData("header:Content-Length")]
    [InlineData("header:Cookie")]
    [InlineData("Header:Authorization")]
    [InlineData("cookie:")]
    [InlineData("cookie:a=b")]
    [InlineData("cookie:a;b")]
    [InlineData("query:")]
    [InlineData("query:a\n")]
    [InlineData("body:token")]
    public void Another_text_is_reported(string text)
    {
        Assert.False(CredentialLocation.TryParse(text, out _));
        Assert.Equal("locations[0]", Assert.Single(CredentialLocation.Validate("locations", [text])).Option);
    }

    [Fact]
    public void A_location_that_is_listed_twice_is_reported()
        => Assert.Equal(
            ["locations[1] is 'header:authorization', a duplicate; list each location once"],
            CredentialLocation.Validate("locations", ["header:Authorization", "header:authorization", "cookie:a", "cookie:A", "query:a"])
                .Select(error => $"{error.Option} {error.Message}"));

    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("bEARER   abc", "abc")]
    [InlineData("Bearer", "")]
    [InlineData("Bearer ", "")]
    [InlineData("Bearer\tabc", "\tabc")]
    [InlineData("Bearer,abc", ",abc")]
    [InlineData("Bearer a b", "a b")]
    public void The_text_after_the_scheme_is_the_credential(string header, string credential)
    {
        var found = FindIn(Bearer, header);

        Assert.Equal((CredentialPresence.One, credential, "Bearer"), (found.Presence, found.Value.ToString(), found.Scheme));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("Basic YTpi")]
    [InlineData("BearerToken abc")]
    [InlineData("abc Bearer")]
    public void Another_scheme_is_not_ours(params string[] header)
        => Assert.Equal(CredentialPresence.None, FindIn(Bearer, header).Presence);

    [Theory]
    [InlineData("Bearer abc", "Bearer abc")]
    [InlineData("Bearer abc", "Basic YTpi")]
    [InlineData("", "Bearer abc")]
    public void A_second_Authorization_header_is_ambiguous(params string[] headers)
        => Assert.Equal(CredentialPresence.Several, FindIn(Bearer, headers).Presence);

    [Fact]
    public void Any_of_several_schemes_is_found()
    {
        var found = FindIn(CredentialLocation.Header("Authorization", "Bearer", "DPoP"), "dpop abc");

        Assert.Equal(("DPoP", "abc"), (found.Scheme, found.Value.ToString()));
    }

    [Fact]
    public void Only_the_header_Authorization_has_the_schemes_of_a_parsed_location()
    {
        Assert.True(CredentialLocation.TryParse("header:Authorization", out var withScheme, "Bearer"));
        Assert.True(CredentialLocation.TryParse("header:X-Token", out var withoutScheme, "Bearer"));
        var context = new FakeContext();
        context.Http.Request.Headers["X-Token"] = "abc";

        Assert.Equal(CredentialPresence.None, FindIn(withScheme, "abc").Presence);
        Assert.Equal("abc", new CredentialLocations([withoutScheme], 16).Find(context.Http.Request).Value.ToString());
    }

    [Theory]
    [InlineData("t=abc", "abc")]
    [InlineData("a=1; t=abc; T=x", "abc")]
    [InlineData("a=1;t = abc ;b", "abc")]
    [InlineData("t=a=b==", "a=b==")]
    [InlineData("t=", "")]
    [InlineData("t=%61", "%61")]
    [InlineData("t=\"abc\"", "\"abc\"")]
    public void A_cookie_s_value_is_the_credential(string header, string value)
    {
        var found = FindInCookies(header);

        Assert.Equal((CredentialPresence.One, value), (found.Presence, found.Value.ToString()));
    }

    [Fact]
    public void A_cookie_that_occurs_twice_is_ambiguous()
    {
        Assert.Equal(CredentialPresence.Several, FindInCookies("t=abc; t=abc").Presence);
        Assert.Equal(CredentialPresence.Several, FindInCookies("t=abc", "a=1; t=").Presence);
        Assert.Equal(CredentialPresence.None, FindInCookies("at=abc; t; =t; T=abc;;").Presence);
    }

    [Fact]
    public void Credentials_in_two_locations_are_ambiguous()
    {
        var request = new FakeContext("?t=abc").Http.Request;
        Assert.Equal("abc", s_everywhere.Find(request).Value.ToString());

        request.Headers.Cookie = "t=abc";

        Assert.Equal((CredentialPresence.Several, ""), (s_everywhere.Find(request).Presence, s_everywhere.Find(request).Value.ToString()));
    }

    [Fact]
    public void A_credential_that_is_too_long_has_no_value()
    {
        Assert.Equal(CredentialPresence.One, FindIn(Bearer, "Bearer " + new string('a', 16)).Presence);
        var found = FindIn(Bearer, "Bearer " + new string('a', 17));

        Assert.Equal((CredentialPresence.TooLong, "", "TooLong"), (found.Presence, found.Value.ToString(), found.ToString()));
    }

    [Theory]
    [InlineData("t=abc", null)]
    [InlineData("a=1;  b=\"2\" ;;c", "a=1;  b=\"2\" ;;c")]
    [InlineData("a=1; t=abc; b=%32;", "a=1; b=%32;")]
    [InlineData("t=abc; a=1", "a=1")]
    [InlineData("a=1; t=abc", "a=1")]
    [InlineData("a=1; t=abc;T=2; t =def;", "a=1;T=2;")]
    public void A_hidden_cookie_leaves_the_others_as_they_were(string header, string? expected)
    {
        var request = new FakeContext().Http.Request;
        request.Headers.Cookie = header;

        s_everywhere.Remove(request);

        Assert.Equal(expected, (string?)request.Headers.Cookie);
        Assert.Equal(expected is not null, request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public void Each_Cookie_header_keeps_its_other_cookies()
    {
        var request = new FakeContext().Http.Request;
        request.Headers.Cookie = new string[] { "t=1; a=1", "t=2", "b=2" };

        s_everywhere.Remove(request);

        Assert.Equal("a=1|b=2", string.Join("|", request.Headers.Cookie.ToArray()));
    }

    [Theory]
    [InlineData("Bearer abc", null)]
    [InlineData("bearer", null)]
    [InlineData("Basic YTpi", "Basic YTpi")]
    public void A_header_is_hidden_if_it_has_the_scheme(string header, string? expected)
    {
        var request = new FakeContext().Http.Request;
        request.Headers.Authorization = header;

        s_everywhere.Remove(request);

        Assert.Equal(expected, (string?)request.Headers.Authorization);
    }

    [Fact]
    public void A_hidden_parameter_leaves_the_rest_of_the_query_as_it_was()
    {
        var request = new FakeContext("?a=%2F&t=x&&%74=y&T=1").Http.Request;

        s_everywhere.Remove(request);

        Assert.Equal("?a=%2F&&T=1", request.QueryString.Value);
    }

    [Fact]
    public void A_request_with_one_token_costs_no_allocation()
    {
        var context = new FakeContext("?a=1");
        context.Http.Request.Headers.Authorization = "Bearer abc";
        context.Http.Request.Headers.Cookie = "a=1; b=2";

        Assert.Equal(0, AllocatedBytes.Of(() => s_everywhere.Find(context.Http.Request)));
    }

    private static CredentialLocation Bearer => CredentialLocation.Header("Authorization", "Bearer");

    private static readonly CredentialLocations s_everywhere =
        new([Bearer, CredentialLocation.Cookie("t"), CredentialLocation.Query("t")], 16);

    private static PresentedCredential FindIn(CredentialLocation location, params string[] headers)
    {
        var request = new FakeContext().Http.Request;
        request.Headers.Authorization = headers;
        return new CredentialLocations([location], 16).Find(request);
    }

    private static PresentedCredential FindInCookies(params string[] headers)
    {
        var request = new FakeContext().Http.Request;
        request.Headers.Cookie = headers;
        return s_everywhere.Find(request);
    }
}
