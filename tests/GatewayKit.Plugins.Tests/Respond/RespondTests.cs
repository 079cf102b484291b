using GatewayKit.Plugins.Respond;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Respond;

public sealed class RespondTests(RespondTests.Fixture fixture) : IClassFixture<RespondTests.Fixture>
{
    [Fact]
    public async Task A_text_is_sent_with_its_headers_and_never_reaches_the_upstream()
    {
        var (answer, isForwarded) = await fixture.GetAsync("/text");

        Assert.Equal((418, "short and stout", false), (answer.Status, answer.Body, isForwarded));
        Assert.Equal(("text/plain; charset=utf-8", "yes"), (answer.Header("Content-Type"), answer.Header("X-Pot")));
    }

    [Fact]
    public async Task A_mapping_is_sent_as_JSON()
    {
        var answer = await fixture.Host.GetAsync("/json");

        Assert.Equal("""{"a":1,"b":[true,null,1.5,"07"],"c":{"d":"é<","e":"2"}}""", answer.Body);
        Assert.Equal(("application/json", "56"), (answer.Header("Content-Type"), answer.Header("Content-Length")));
    }

    [Fact]
    public async Task A_media_type_of_its_own_describes_the_JSON()
        => Assert.Equal("application/hal+json; charset=utf-8", (await fixture.Host.GetAsync("/hal")).Header("Content-Type"));

    [Fact]
    public async Task A_response_without_a_body_has_neither_type_nor_length()
    {
        var answer = await fixture.Host.GetAsync("/empty");

        Assert.Equal((204, "", null), (answer.Status, answer.Body, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task A_response_to_HEAD_has_the_length_and_no_body()
    {
        var answer = await fixture.Host.SendAsync(HttpMethod.Head, "/text");

        Assert.Equal(("", "15"), (answer.Body, answer.Header("Content-Length")));
    }

    [Fact]
    public async Task It_answers_after_authentication_unless_its_stage_is_earlier()
    {
        Assert.Equal(401, (await fixture.Host.GetAsync("/private")).Status);
        Assert.Equal(200, (await fixture.Host.GetAsync("/public")).Status);
    }

    [Theory]
    [InlineData("status: 199", ".status is 199; it must be between 200 and 599.")]
    [InlineData("body: a, json: { a: 1 }", ".json can't be combined with 'body'.")]
    [InlineData("status: 204, body: a", ".body can't be sent; a 204 doesn't have a body.")]
    [InlineData("status: 304, json: [1]", ".json can't be sent; a 304 doesn't have a body.")]
    [InlineData("body: a, contentType: json", ".contentType is 'json'; it must be a media type, such as application/json.")]
    [InlineData("contentType: text/html", ".contentType needs a body.")]
    [InlineData("headers: { Content-Type: text/html }", ".headers contains 'Content-Type'; set 'contentType' instead.")]
    [InlineData("headers: { Content-Length: 1 }", ".headers names 'Content-Length'; it must not")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(respond): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: respond, options: {{ {options} }} }}")), StringComparison.Ordinal);

    [Fact]
    public void A_request_allocates_nothing()
    {
        var plugin = new RespondPlugin(new RespondOptions { Body = "hello" });
        var context = new FakeContext();

        Assert.Equal(0, AllocatedBytes.Of(() => plugin.OnRequestAsync(context).Now()));
    }

    public sealed class Fixture() : RouteHost("""
        routes:
          text:
            clusterId: up
            match: { path: /text }
            plugins: [ { name: respond, options: { status: 418, body: short and stout, headers: { X-Pot: "yes" } } } ]
          json:
            match: { path: /json }
            plugins: [ { name: respond, options: { json: { a: 1, b: [true, null, 1.5, "07"], c: { d: é<, e: "2" } } } } ]
          hal:
            match: { path: /hal }
            plugins: [ { name: respond, options: { json: {}, contentType: application/hal+json; charset=utf-8 } } ]
          empty: { match: { path: /empty }, plugins: [ { name: respond, options: { status: 204 } } ] }
          private: { match: { path: /private }, plugins: [ { name: respond }, { name: key-auth } ] }
          public: { match: { path: /public }, plugins: [ { name: respond, stage: edge }, { name: key-auth } ] }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        """);
}
