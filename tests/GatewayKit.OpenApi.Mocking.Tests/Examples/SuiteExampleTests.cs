using System.Text.Json;
using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Mocking.Examples;

/// <summary>Values are made for every schema of the public suite that allows any. Where the suite is not present, these are skipped;
/// RealisticSchemaTests are not.</summary>
public sealed class SuiteExampleTests
{
    [SuiteTheory]
    [InlineData("draft4", JsonSchemaDialect.Draft4, false)]
    [InlineData("draft7", JsonSchemaDialect.Draft7, false)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012, false)]
    [InlineData("draft4", JsonSchemaDialect.Draft4, true)]
    [InlineData("draft7", JsonSchemaDialect.Draft7, true)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012, true)]
    public void Nearly_every_schema_of_the_public_suite_gets_a_valid_value(string draft, JsonSchemaDialect dialect, bool dynamic)
    {
        var groups = Suite.Cases(draft, least: 600).Concat(Suite.Cases($"{draft}/optional/format", least: 200))
            .GroupBy(test => (test.File, test.Group))
            .Where(group => group.Any(test => test.Valid))
            .ToList();
        var failures = groups
            .Where(group => !IsMade(group.First().Schema, draft, dialect, dynamic))
            .Select(group => $"{group.Key.File} / {group.Key.Group}")
            .ToList();

        Assert.True(failures.Count <= groups.Count * 0.01, $"{failures.Count} of {groups.Count}:\n{string.Join('\n', failures)}");
    }

    private static bool IsMade(JsonElement schema, string draft, JsonSchemaDialect dialect, bool dynamic)
    {
        var schemas = new OpenApiSchemas(dialect);
        foreach (var (uri, document) in Suite.RemotesOf(draft))
            schemas.Add(uri, document);
        schemas.Add(new Uri("file:///api.json"), schema);
        var options = new ExampleOptions { Dynamic = dynamic };
        return new ExampleGenerator(options).Generate(schemas.Find("file:///api.json#")!, SchemaDirection.None, "key").IsValid;
    }
}
