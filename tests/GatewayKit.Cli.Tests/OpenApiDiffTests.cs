using System.Text.Json;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class OpenApiDiffTests : IDisposable
{
    private const string Old = """
        openapi: 3.1.0
        info: { title: Pets, version: "1" }
        paths:
          /pets:
            get: { responses: { 200: { description: ok } } }
            post: { responses: { 201: { description: ok } } }
        """;

    private readonly WorkFolder _folder = new WorkFolder()
        .With("old.yaml", Old)
        .With("more.yaml", Old + "\n  /owners:\n    get: { responses: { 200: { description: ok } } }\n")
        .With("less.yaml", Old[..Old.IndexOf("    post", StringComparison.Ordinal)])
        .With("invalid.yaml", Old.Replace("get: {", "get: { parameters: [ { name: 7, in: nowhere } ],", StringComparison.Ordinal))
        .With("deep.yaml", Deep())
        .With("broken.yaml", "openapi: [\n")
        .With("empty.yaml", "openapi: 3.1.0\npaths: 7\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_compatible_change_is_listed_and_the_exit_code_is_0()
    {
        var end = await DiffAsync("old.yaml", "more.yaml");

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(["compatible  GET /owners: The operation is new.", "1 change, 0 breaking."], end.Output);
    }

    [Fact]
    public async Task A_breaking_change_is_listed_and_the_exit_code_is_1()
    {
        var end = await DiffAsync("old.yaml", "less.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(["breaking    POST /pets: The operation is removed.", "1 change, 1 breaking."], end.Output);
    }

    [Fact]
    public async Task Equal_documents_have_no_changes()
    {
        var end = await DiffAsync("old.yaml", "old.yaml");

        Assert.Equal((0, "The documents describe the same API."), (end.ExitCode, Assert.Single(end.Output)));
    }

    [Fact]
    public async Task The_changes_can_be_JSON()
    {
        var end = await DiffAsync("old.yaml", "less.yaml", "--output", "json");

        using var json = JsonDocument.Parse(string.Join('\n', end.Output));
        Assert.Equal(1, end.ExitCode);
        Assert.True(json.RootElement.GetProperty("isBreaking").GetBoolean());
        var change = Assert.Single(json.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal("POST /pets", change.GetProperty("operation").GetString());
    }

    [Theory]
    [InlineData("none.yaml", "gatewaykit: the file 'none.yaml' doesn't exist.")]
    [InlineData("broken.yaml", "gatewaykit: 'broken.yaml' can't be used as an OpenAPI document")]
    [InlineData("empty.yaml", "gatewaykit: 'empty.yaml' has no operations, so nothing can be compared.")]
    public async Task A_document_that_cannot_be_read_is_an_error(string file, string error)
    {
        var end = await DiffAsync(file, "old.yaml");

        Assert.Equal((1, 0), (end.ExitCode, end.Output.Count));
        Assert.StartsWith(error, end.Errors[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.yaml", "gatewaykit: the file 'none.yaml' doesn't exist.")]
    [InlineData("broken.yaml", "gatewaykit: 'broken.yaml' can't be used as an OpenAPI document: ")]
    public async Task A_later_document_that_cannot_be_read_is_an_error(string file, string error)
    {
        var end = await DiffAsync("old.yaml", file);

        Assert.Equal((1, 0), (end.ExitCode, end.Output.Count));
        Assert.StartsWith(error, end.Errors[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_document_without_operations_removes_all_of_them()
    {
        var end = await DiffAsync("old.yaml", "empty.yaml");

        Assert.Equal((1, "2 changes, 2 breaking."), (end.ExitCode, end.Output[^1]));
    }

    [Fact]
    public async Task A_document_with_an_invalid_part_is_not_compared_completely()
    {
        foreach (var (before, after) in ((string, string)[])[("old.yaml", "invalid.yaml"), ("invalid.yaml", "old.yaml")])
        {
            var end = await DiffAsync(before, after);

            Assert.Equal((1, "No change was found in the parts that were compared."), (end.ExitCode, Assert.Single(end.Output)));
            Assert.Contains(end.Errors, line => line.StartsWith("warning: ", StringComparison.Ordinal));
            Assert.EndsWith("have invalid parts; not all of their parts were compared.", end.Errors[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_not_compared_completely()
    {
        var end = await DiffAsync("deep.yaml", "deep.yaml", "--output", "json");

        using var json = JsonDocument.Parse(string.Join('\n', end.Output));
        Assert.Equal(1, end.ExitCode);
        Assert.False(json.RootElement.GetProperty("isComplete").GetBoolean());
        Assert.False(json.RootElement.GetProperty("isBreaking").GetBoolean());
        Assert.StartsWith("gatewaykit: the documents are too large", end.Errors[^1], StringComparison.Ordinal);
    }

    private static string Deep()
        => Old.Replace("200: { description: ok }", "200: { description: ok, content: { application/json: { schema: "
            + string.Concat(Enumerable.Repeat("{ items: ", 40)) + "{}" + string.Concat(Enumerable.Repeat(" }", 40)) + " } } }",
            StringComparison.Ordinal);

    private Task<ToolResult> DiffAsync(params string[] arguments) => ResidentTool.RunAsync(_folder.Path, ["openapi", "diff", .. arguments]);
}
