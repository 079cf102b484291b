using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>The folders that references of a document may lead into, in the plugins that read one.</summary>
public sealed class ReferenceRootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReferenceRootTests()
    {
        Directory.CreateDirectory(_folder["apis"]);
        Directory.CreateDirectory(_folder["shared"]);
        _folder.Write("shared/name.yaml", "type: object\nrequired: [name]\n");
        _folder.Write("outside.yaml", "type: object\nrequired: [name]\n");
        Document("../shared/name.yaml");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("name: mock, options: { openapi: '%api'", "mock")]
    [InlineData("name: record, options: { file: '%file', openapi: '%api'", "record")]
    [InlineData("name: openapi-validation, options: { documentErrors: report, openapi: '%api'", "openapi-validation")]
    public async Task A_reference_leads_into_the_roots_and_nowhere_else(string entry, string plugin)
    {
        Assert.Contains("points outside of the folders", Assert.Single(await WarningsAsync($"{entry} }}")), StringComparison.Ordinal);
        Assert.Empty(await WarningsAsync($"{entry}, referenceRoots: [ '{_folder["shared"]}' ] }}"));
        Document("../outside.yaml");
        Assert.Contains($"({plugin})",
            Assert.Single(await WarningsAsync($"{entry}, referenceRoots: [ '{_folder["shared"]}' ] }}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_a_root_that_leads_out_is_not_followed()
    {
        File.CreateSymbolicLink(_folder["shared/link.yaml"], _folder["outside.yaml"]);
        Document("../shared/link.yaml");

        var warning = Assert.Single(
            await WarningsAsync($"name: mock, options: {{ openapi: '%api', referenceRoots: [ '{_folder["shared"]}' ] }}"));

        Assert.Contains("points outside of the folders", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mock_checks_requests_against_a_schema_of_a_root()
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(
                $"{{ name: mock, options: {{ openapi: '{_folder["apis/api.yaml"]}', referenceRoots: [ '{_folder["shared"]}' ] }} }}"),
            setup => setup.WithUpstream(_ => Task.CompletedTask));

        Assert.Equal(422, await PostAsync(host, "{}"));
        Assert.Equal(200, await PostAsync(host, """{"name":"x"}"""));
    }

    [Theory]
    [InlineData("name: mock, options: { body: a, referenceRoots: [ x ] }",
        "(mock): options.referenceRoots has no effect for a fixed response; set 'openapi' too.")]
    [InlineData("name: mock, options: { openapi: '%api', referenceRoots: [ '' ] }",
        "(mock): options.referenceRoots contains an empty folder name.")]
    [InlineData("name: record, options: { file: '%file', referenceRoots: [ x ] }",
        "(record): options.referenceRoots requires a document; set 'openapi' as well.")]
    public async Task Roots_that_have_no_meaning_are_errors(string entry, string error)
        => Assert.Equal([error], await PluginGateway.ErrorsOfAsync($"{{ {Filled(entry)} }}"));

    private void Document(string reference) => _folder.Write("apis/api.yaml", $$"""
        openapi: 3.0.3
        info: { title: A, version: '1' }
        paths: { /a: { post: { requestBody: { content: { application/json: { schema: { $ref: '{{reference}}' } } } }, responses: { 200: { description: a } } } } }
        """);

    private Task<string[]> WarningsAsync(string entry) => PluginGateway.WarningsOfAsync($"{{ {Filled(entry)} }}");

    private string Filled(string entry)
        => entry
            .Replace("%api", _folder["apis/api.yaml"], StringComparison.Ordinal)
            .Replace("%file", _folder["fixtures.json"], StringComparison.Ordinal);

    private static async Task<int> PostAsync(GatewayTestHost host, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await host.Client.PostAsync(new Uri("/a", UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)answer.StatusCode;
    }
}
