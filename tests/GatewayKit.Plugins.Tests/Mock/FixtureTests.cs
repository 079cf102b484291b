using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Mock;

public sealed class FixtureTests : IDisposable
{
    private readonly ApiFile _api = new();
    private readonly ApiFile _recorded = new("""
        {
          "fixtures": 1,
          "operations": {
            "listPets": [ {
              "request": { "method": "GET", "path": "/pets" },
              "response": { "status": 200, "headers": { "X-Real": "yes", "Connection": "close" }, "contentType": "application/json", "json": [ { "name": "Rex" } ] }
            } ]
          }
        }
        """);

    [Fact]
    public async Task What_was_recorded_is_answered_before_what_the_document_says()
    {
        await using var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(_api.Entry($"fixtures: '{_recorded.Name}'")));

        var answer = await host.GetAsync("/pets");

        Assert.Equal((200, "yes", "?1"), (answer.Status, answer.Header("X-Real"), answer.Header("Gateway-Mocked")));
        Assert.Contains("Rex", answer.Body, StringComparison.Ordinal);
        Assert.Equal(422, (await host.GetAsync("/pets?limit=0")).Status);
    }

    [Fact]
    public async Task It_can_be_answered_alone()
    {
        await using var host =
            await PluginGateway.StartAsync(PluginGateway.OneRoute($"{{ name: mock, options: {{ fixtures: '{_recorded.Name}' }} }}"));

        Assert.Equal(200, (await host.GetAsync("/pets")).Status);
        Assert.Equal((404, "?1"), Of(await host.GetAsync("/dogs")));

        static (int, string?) Of(Answer answer) => (answer.Status, answer.Header("Gateway-Mocked"));
    }

    [Fact]
    public async Task What_was_not_recorded_is_left_to_the_upstream_that_has_its_turn()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: mock, options: {{ fixtures: '{_recorded.Name}', mode: unimplemented }} }}"),
            setup => setup.WithUpstream(http =>
            {
                http.Response.StatusCode = 501;
                return http.Response.WriteAsync("upstream");
            }));

        Assert.Equal(200, (await host.GetAsync("/pets")).Status);
        Assert.Equal((501, "upstream"), Of(await host.GetAsync("/dogs")));

        static (int, string) Of(Answer answer) => (answer.Status, answer.Body);
    }

    [Theory]
    [InlineData("fixtures: nowhere.json", "options.fixtures can't be used: nowhere.json:1:1: The file doesn't exist.")]
    [InlineData("fixtures: a.json, stateful: true",
        "options.stateful has no effect for recorded exchanges without a document; set 'openapi' too.")]
    [InlineData("fixtures: a.json, body: a",
        "options.body can't be combined with 'fixtures'; a mock returns a fixed response, or those of a file.")]
    public async Task A_wrong_option_is_named(string options, string message)
        => Assert.Equal([$"(mock): {message}"], await PluginGateway.ErrorsOfAsync($"{{ name: mock, options: {{ {options} }} }}"));

    public void Dispose()
    {
        _api.Dispose();
        _recorded.Dispose();
    }
}
