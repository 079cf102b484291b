using System.Text.Json;

namespace GatewayKit.JsonSchema;

/// <summary>Where the public suite is not present, these are skipped; <see cref="KeywordTests"/> are not.</summary>
public sealed class SuiteTests
{
    [SuiteTheory]
    [InlineData("draft4", JsonSchemaDialect.Draft4, 600)]
    [InlineData("draft7", JsonSchemaDialect.Draft7, 900)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012, 1250)]
    public void Every_required_test_of_the_public_suite_passes(string draft, JsonSchemaDialect dialect, int least)
        => Assert.Empty(Failures(Suite.Cases(draft, least), dialect, formats: false));

    [SuiteTheory]
    [InlineData("draft4", JsonSchemaDialect.Draft4, 90)]
    [InlineData("draft7", JsonSchemaDialect.Draft7, 110)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012, 150)]
    public void Every_optional_test_passes_but_those_of_what_is_not_supported(string draft, JsonSchemaDialect dialect, int least)
    {
        string[] others =
        [
            "cross-draft.json", // a draft that is not one of these
            "content.json", // contents are annotations
            "dependencies-compatibility.json", // a keyword of earlier drafts
            "zeroTerminatedFloats.json", // 1.0 is an integer in every dialect
        ];
        Assert.Empty(Failures(Suite.Cases($"{draft}/optional", least).Where(test => !others.Contains(test.File)), dialect, formats: false));
    }

    [SuiteTheory]
    [InlineData("draft4", JsonSchemaDialect.Draft4, 200)]
    [InlineData("draft7", JsonSchemaDialect.Draft7, 600)]
    [InlineData("draft2020-12", JsonSchemaDialect.Draft202012, 700)]
    public void Every_test_of_a_format_that_is_checked_passes(string draft, JsonSchemaDialect dialect, int least)
    {
        string[] unchecked_ = ["idn-email.json", "idn-hostname.json", "uri-template.json"];
        var cases = Suite.Cases($"{draft}/optional/format", least)
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
            var result = new JsonSchemaCompiler(options).Compile(test.Schema);
            var actual = result.Succeeded ? Validate(result.Schema, test.Data) : string.Join("; ", result.Errors);
            if (actual != (test.Valid ? "valid" : "invalid"))
                failures.Add($"{test.File} / {test.Group} / {test.Test}: {actual}");
        }
        return failures;
    }

    private static string Validate(CompiledSchema schema, JsonElement instance)
    {
        var errors = new ValidationErrors();
        var valid = schema.Validate(instance, errors);
        return valid != (errors.Count == 0) ? $"{valid}, but {errors.Count} errors" : valid ? "valid" : "invalid";
    }
}
