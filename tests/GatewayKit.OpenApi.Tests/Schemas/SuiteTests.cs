using System.Text.Json;

namespace GatewayKit.OpenApi.Schemas;

/// <summary>Where the public suite is not present, these hold nothing; <see cref="KeywordTests"/> does.</summary>
public sealed class SuiteTests
{
    [Theory]
    [InlineData("draft4", JsonSchemaDialect.Draft4)]
    [InlineData("draft7", JsonSchemaDialect.Draft7)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012)]
    public void Every_required_test_of_the_public_suite_passes(string draft, JsonSchemaDialect dialect)
        => Assert.Empty(Failures(Suite.Cases(draft), dialect, formats: false));

    [Theory]
    [InlineData("draft4", JsonSchemaDialect.Draft4)]
    [InlineData("draft7", JsonSchemaDialect.Draft7)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012)]
    public void Every_optional_test_passes_but_those_of_what_is_not_supported(string draft, JsonSchemaDialect dialect)
    {
        string[] others =
        [
            "cross-draft.json", // a draft that is not one of these
            "content.json", // contents are annotations
            "dependencies-compatibility.json", // a keyword of earlier drafts
            "zeroTerminatedFloats.json", // 1.0 is an integer in every dialect
        ];
        Assert.Empty(Failures(Suite.Cases($"{draft}/optional").Where(test => !others.Contains(test.File)), dialect, formats: false));
    }

    [Theory]
    [InlineData("draft4", JsonSchemaDialect.Draft4)]
    [InlineData("draft7", JsonSchemaDialect.Draft7)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012)]
    public void Every_test_of_a_format_that_is_checked_passes(string draft, JsonSchemaDialect dialect)
    {
        string[] unchecked_ = ["idn-email.json", "idn-hostname.json", "uri-template.json"];
        var cases = Suite.Cases($"{draft}/optional/format")
            .Where(test => !unchecked_.Contains(test.File))
            .Where(test => !test.Group.Contains("A-label", StringComparison.Ordinal)); // Punycode is not decoded.
        Assert.Empty(Failures(cases, dialect, formats: true));
    }

    private static List<string> Failures(IEnumerable<SuiteCase> cases, JsonSchemaDialect dialect, bool formats)
    {
        var failures = new List<string>();
        foreach (var test in cases)
        {
            var options = new JsonSchemaOptions { Dialect = dialect, AssertFormats = formats, Registry = Suite.Remotes.Value };
            var result = JsonSchema.Compile(test.Schema, options);
            var actual = result.Succeeded ? Validate(result.Schema, test.Data) : string.Join("; ", result.Errors);
            if (actual != (test.Valid ? "valid" : "invalid"))
                failures.Add($"{test.File} / {test.Group} / {test.Test}: {actual}");
        }
        return failures;
    }

    private static string Validate(JsonSchema schema, JsonElement instance)
    {
        var errors = new ValidationErrors();
        var valid = schema.Validate(instance, errors);
        return valid != (errors.Count == 0) ? $"{valid}, but {errors.Count} errors" : valid ? "valid" : "invalid";
    }
}
