using GatewayKit.Plugins.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Mcp;

public sealed class McpOptionsTests
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: A, version: "1" }
        paths:
          /a: { get: { operationId: a, tags: [t], responses: { 200: { description: ok } } } }
          /b:
            put:
              operationId: b
              requestBody: { required: true, content: { multipart/form-data: {} } }
              responses: { 200: { description: ok } }
          /c:
            get:
              operationId: deep
              parameters: [ { name: p, in: query, schema: SCHEMA } ]
              responses: { 200: { description: ok } }
        """;

    [Theory]
    [InlineData("basePath: a", "options.basePath is 'a'; it must be a path such as /shop, without a slash at its end.")]
    [InlineData("basePath: /a/", "options.basePath is '/a/'; it must be a path such as /shop, without a slash at its end.")]
    [InlineData("origins: [evil.example]",
        "options.origins[0] is 'evil.example'; it must be a scheme, a host and possibly a port, such as https://chat.example.com.")]
    [InlineData("access: [ {} ]", "options.access[0] requires nothing; set 'groups' or 'scopes'.")]
    [InlineData("forwardHeaders: [Host]",
        "options.forwardHeaders[0] is 'Host'; it must not be a header that frames or routes the message.")]
    [InlineData("maxBodySize: 17MB", "options.maxBodySize is 17MB; it must be between 1B and 16MB.")]
    [InlineData("allow: { operations: [x] }", "options.allow.operations has 'x', which isn't an operation of the document.")]
    [InlineData("deny: { tags: [x] }", "options.deny.tags has 'x', which isn't the tag of an operation of the document.")]
    [InlineData("deny: { methods: [DELTE] }",
        "options.deny.methods has 'DELTE'; it must be one of GET, POST, PUT, PATCH, DELETE, QUERY, HEAD, OPTIONS, TRACE.")]
    [InlineData("access: [ { groups: [g], for: { operations: [GET /x] } } ]",
        "options.access[0].for.operations has 'GET /x', which isn't an operation of the document.")]
    [InlineData("allow: {}", "options.allow selects nothing; set 'operations', 'tags' or 'methods'.")]
    [InlineData("maxTools: 1",
        "options.openapi has 3 operations that would be tools, and 'maxTools' is 1; use 'allow' or 'deny'.")]
    public async Task Invalid_options_are_rejected(string options, string error)
    {
        using var folder = new TemporaryFolder();

        var errors = await PluginGateway.ErrorsOfAsync(Entry(folder, "{ type: string }", options));

        Assert.Equal($"(mcp): {error}", Assert.Single(errors));
    }

    [Fact]
    public async Task A_schema_that_is_nested_too_deeply_is_rejected()
    {
        using var folder = new TemporaryFolder();
        var schema = string.Concat(Enumerable.Repeat("{ type: array, items: ", 60)) + "{}" + new string('}', 60);

        var errors = await PluginGateway.ErrorsOfAsync(Entry(folder, schema, "deny: { operations: [b] }"));

        Assert.Equal(
            "(mcp): options.openapi has the operation deep, whose schemas are longer than 256 KB or nested too deeply for a tool; "
                + "list it in 'deny'.",
            Assert.Single(errors));
    }

    [Fact]
    public async Task An_operation_whose_body_cant_be_written_is_a_warning()
    {
        using var folder = new TemporaryFolder();

        var warnings = await PluginGateway.WarningsOfAsync(Entry(folder, "{ type: string }", "maxTools: 3"));

        Assert.Contains(
            "options.openapi has the operation b, which isn't a tool: its body can't be written from JSON", Assert.Single(warnings));
    }

    private static string Entry(TemporaryFolder folder, string schema, string options)
    {
        var file = folder.Write("api.yaml", Document.Replace("SCHEMA", schema, StringComparison.Ordinal));
        return $"{{ name: mcp, options: {{ openapi: '{file}', {options} }} }}";
    }
}
