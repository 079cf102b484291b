namespace GatewayKit.OpenApi.Reading;

public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit openapi %20#").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void References_lead_to_other_files_and_on_from_there()
    {
        Write("api/main.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: 'paths/a b.json#/item'}}");
        Write("api/paths/a b.json",
            """{"item":{"get":{"parameters":[{"$ref":"../parts.yaml#/p"}],"responses":{"200":{"content":{"a/b":{"schema":{"$ref":"../schemas/A.yaml"}}}}}}}}""");
        Write("api/parts.yaml", "p: {name: p, in: query, schema: {$ref: '#/s'}}\ns: {type: integer}");
        Write("api/schemas/A.yaml", "type: object\nproperties: {self: {$ref: A.yaml}, b: {$ref: './B.yaml#/deep/b'}}");
        Write("api/schemas/B.yaml", "deep: {b: {enum: [1]}}");

        var result = OpenApiDocument.Load(Path.Combine(_folder, "api/main.yaml"));

        Assert.Empty(result.Errors);
        var operation = Assert.Single(result.Document!.Operations);
        Assert.False(Assert.Single(operation.Parameters).Schema.Allows("\"x\""));
        var schema = operation.Responses[0].Content[0].Schema;
        Assert.True(schema.Allows("""{"self":{"b":1}}"""));
        Assert.False(schema.Allows("""{"self":{"self":{"b":2}}}"""));
        Assert.Equal("[1]", schema!.Follow("../schemas/A.yaml")!.Below("properties/b")!.Follow("./B.yaml#/deep/b")!.Json
            .GetProperty("enum")
            .GetRawText());
    }

    [Fact]
    public void A_mistake_in_another_file_is_told_with_its_place_there()
    {
        Write("main.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: b.yaml}, /c: {$ref: d.json}}");
        Write("b.yaml", "parameters: []\nget:\n  parameters: 1\n");
        Write("d.json", "{\n x }");

        var errors = OpenApiDocument.Load(Path.Combine(_folder, "main.yaml")).Errors;

        Assert.Equal([("b.yaml", "/get/parameters", 3), ("d.json", "", 2)], errors
            .Select(error => (error.File, error.JsonPointer, error.Line))
            .Where(error => error.File != Path.Combine(_folder, "main.yaml")));
    }

    [Theory]
    [InlineData("../outside.yaml")]
    [InlineData("sub/../../outside.yaml")]
    [InlineData("%2E%2E/outside.yaml")]
    [InlineData("link.yaml")]
    [InlineData("folder/outside.yaml")]
    [InlineData("loop")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("file://host/share")]
    public void A_reference_never_leads_out_of_the_folder(string reference)
    {
        Write("outside.yaml", "get: {}");
        Write("in/main.yaml", $"openapi: 3.0.0\npaths: {{/a: {{$ref: '{reference}'}}}}");
        File.CreateSymbolicLink(Path.Combine(_folder, "in/link.yaml"), Path.Combine(_folder, "outside.yaml"));
        File.CreateSymbolicLink(Path.Combine(_folder, "in/loop"), Path.Combine(_folder, "in/loop"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "in/folder"), _folder);

        var error = Assert.Single(OpenApiDocument.Load(Path.Combine(_folder, "in/main.yaml")).Errors);

        Assert.Equal("/paths/~1a/$ref", error.JsonPointer);
        Assert.Matches("outside of the f|network", error.Message);
    }

    [Fact]
    public void The_folder_may_be_widened()
    {
        Write("outside.yaml", "get: {}");
        Write("in/main.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: ../outside.yaml}}");

        Assert.True(OpenApiDocument.Load(Path.Combine(_folder, "in/main.yaml"), new OpenApiReaderOptions { Folder = _folder }).Succeeded);
    }

    [Theory]
    [InlineData("../shared/a.yaml", true)]
    [InlineData("../shared/deep/b.yaml", true)]
    [InlineData("../shared/link.yaml", false)]
    [InlineData("../shared/../outside.yaml", false)]
    [InlineData("../shared2/c.yaml", false)]
    [InlineData("http://localhost/shared/a.yaml", false)]
    public void References_may_lead_into_further_folders_that_are_named(string reference, bool isAllowed)
    {
        foreach (var file in (string[])["shared/a.yaml", "shared/deep/b.yaml", "shared2/c.yaml", "outside.yaml"])
            Write(file, "get: {}");
        Write("in/main.yaml", $"openapi: 3.0.0\npaths: {{/a: {{$ref: '{reference}'}}}}");
        File.CreateSymbolicLink(Path.Combine(_folder, "shared/link.yaml"), Path.Combine(_folder, "outside.yaml"));

        var result = OpenApiDocument.Load(
            Path.Combine(_folder, "in/main.yaml"), new OpenApiReaderOptions { ReferenceRoots = [Path.Combine(_folder, "shared")] });

        Assert.Equal(isAllowed ? 1 : 0, result.Document!.Operations.Count);
        Assert.Equal(isAllowed ? 0 : 1, result.Errors.Count);
    }

    [Fact]
    public void More_than_16_further_folders_are_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => Doc.Read("openapi: 3.0.0",
                options: new OpenApiReaderOptions { ReferenceRoots = [.. Enumerable.Range(0, 17).Select(i => $"/{i}")] }));

    [Fact]
    public void All_files_are_named_that_were_read_or_looked_for()
    {
        Write("main.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: a.yaml}, /b: {$ref: link.yaml}, /c: {$ref: none.yaml}, /d: {$ref: "
            + "../outside.yaml}}");
        Write("a.yaml", "get: {responses: {200: {content: {a/b: {schema: {$ref: deep/s.json}}}}}}");
        Write("deep/s.json", "{}");
        Write("b.yaml", "get: {");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.yaml"), Path.Combine(_folder, "b.yaml"));

        var files = OpenApiDocument.Load(Path.Combine(_folder, "main.yaml")).Files;

        Assert.Equal(["a.yaml", "b.yaml", "deep/s.json", "link.yaml", "main.yaml", "none.yaml"],
            files.Select(file => Path.GetRelativePath(_folder, file)).Order(StringComparer.Ordinal));
        Assert.Equal(Path.Combine(_folder, "none.yaml"), Assert.Single(OpenApiDocument.Load(Path.Combine(_folder, "none.yaml")).Files));
    }

    [Fact]
    public void A_text_refers_to_the_files_of_the_folder_that_it_is_given()
    {
        Write("b.yaml", "get: {}");

        Assert.Single(Doc.Parse("openapi: 3.0.0\npaths: {/a: {$ref: b.yaml}}", new OpenApiReaderOptions { Folder = _folder }).Operations);
    }

    [Theory]
    [InlineData(100, 10_000, 9, "larger")]
    [InlineData(10_000, 150, 9, "larger")]
    [InlineData(10_000, 10_000, 1, "more than 1 files")]
    public void Size_and_number_of_files_have_bounds(int fileSize, int totalSize, int files, string message)
    {
        Write("main.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: a.yaml}, /b: {$ref: b.yaml}}");
        Write("a.yaml", "get: {}");
        Write("b.yaml", $"get: {{}} # {new string('x', 200)}");

        var error = Assert.Single(OpenApiDocument.Load(Path.Combine(_folder, "main.yaml"),
            new OpenApiReaderOptions { MaxFileSize = fileSize, MaxTotalSize = totalSize, MaxFiles = files }).Errors);

        Assert.Equal("/paths/~1b/$ref", error.JsonPointer);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_an_error()
    {
        Write("large.yaml", new string(' ', 100));

        Assert.Contains("doesn't exist",
            Assert.Single(OpenApiDocument.Load(Path.Combine(_folder, "none.yaml")).Errors).Message, StringComparison.Ordinal);
        Assert.Contains("larger", Assert.Single(
            OpenApiDocument.Load(Path.Combine(_folder, "large.yaml"), new OpenApiReaderOptions { MaxFileSize = 99 }).Errors).Message,
            StringComparison.Ordinal);
        Assert.Single(OpenApiDocument.Load(_folder).Errors);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
