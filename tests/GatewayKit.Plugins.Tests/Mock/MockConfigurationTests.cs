using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Mock;

public sealed class MockConfigurationTests : IDisposable
{
    private readonly ApiFile _api = new();

    [Theory]
    [InlineData("status: 200", "status can't be combined with 'openapi'; a mock returns a fixed response, or those of a file")]
    [InlineData("body: ''", "body can't be combined with 'openapi'; a mock returns a fixed response, or those of a file")]
    [InlineData("operations: { listPet: {} }", "operations.listPet isn't an operation of the document; did you mean 'listPets'?")]
    [InlineData("operations: { listPets: { status: 404 } }", "operations.listPets.status is 404; the operation declares 200, 503")]
    [InlineData("operations: { listPets: { example: cat } }", "operations.listPets.example is 'cat'; did you mean 'cats'?")]
    [InlineData("operations: { listPets: { status: 99 } }", "operations.listPets.status is 99; it must be between 200 and 599")]
    [InlineData("errorRate: 1.5", "errorRate is 1.5; it must be between 0 and 1")]
    [InlineData("mode: sometimes", "mode is 'sometimes'; it must be one of: always, unimplemented, fallback")]
    [InlineData("delay: { min: 2s, max: 1s }", "delay.max is less than 'min'")]
    [InlineData("delay: { min: 2s }", "delay.max is missing")]
    [InlineData("delay: { fixed: 2s, max: 3s }", "delay.fixed can't be combined with 'min' and 'max'")]
    public async Task A_wrong_option_is_named(string options, string message)
        => Assert.Equal([$"(mock): options.{message.TrimEnd('.')}."], await PluginGateway.ErrorsOfAsync(_api.Entry(options)));

    [Theory]
    [InlineData("dynamic: true", "dynamic")]
    [InlineData("operations: { a: {} }", "operations")]
    [InlineData("seed: 1", "seed")]
    public async Task What_needs_a_document_is_refused_without_one(string options, string option)
        => Assert.Equal(
            [$"(mock): options.{option} has no effect for a fixed response; set 'openapi' too."],
            await PluginGateway.ErrorsOfAsync($"{{ name: mock, options: {{ body: a, {options} }} }}"));

    [Fact]
    public async Task Every_error_of_the_document_is_a_warning_with_its_file_and_line()
    {
        await File.WriteAllTextAsync(_api.Name, """
            openapi: 3.0.3
            info: { title: Pets, version: "1" }
            paths:
              /pets:
                get: { parameters: 7, responses: { 200: { content: { application/json: { schema: { type: strng, maxLength: "3" } } } } } }
            """);

        var warnings = await PluginGateway.WarningsOfAsync(_api.Entry());

        Assert.Equal(3, warnings.Length);
        Assert.All(warnings,
            warning => Assert.Matches(@"^\(mock\): options\.openapi (is used without an invalid part|may contain an error): ", warning));
        Assert.All(warnings, warning => Assert.Contains("api.yaml:5:", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_without_effect_may_be_an_error()
    {
        await File.WriteAllTextAsync(_api.Name, """
            openapi: 3.0.3
            info: { title: Pets, version: "1" }
            paths:
              /pets: { get: { responses: { 200: { description: ok, content: { application/json: { schema: { maxLenght: 3 } } } } } } }
            """);

        var warning = Assert.Single(await PluginGateway.WarningsOfAsync(_api.Entry()));

        Assert.StartsWith("(mock): options.openapi may contain an error: ", warning, StringComparison.Ordinal);
        Assert.Contains("'maxLenght' isn't a keyword and has no effect. ", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_can_not_be_read_is_refused()
    {
        await File.WriteAllTextAsync(_api.Name, "openapi: 3.0.3\npaths: {");

        Assert.StartsWith("(mock): options.openapi can't be used: ",
            Assert.Single(await PluginGateway.ErrorsOfAsync(_api.Entry())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync("{ name: mock, options: { openapi: nowhere/api.yaml } }"));

        Assert.Contains("nowhere", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_delay_of_a_document_is_kept_too()
    {
        var time = new WatchedTime(TimeSpan.FromHours(1));
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(_api
                .Entry("operations: { listPets: { delay: 1h } }")
                .Replace("name: mock", "name: mock, timeout: 2h", StringComparison.Ordinal)),
            setup => setup.WithTime(time));

        var answer = host.GetAsync("/pets");
        await time.IsSet;
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(200, (await answer).Status);
    }

    public void Dispose() => _api.Dispose();
}
