using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.Docs;

public sealed partial class DataBlockTests
{
    [Fact]
    public void JSON_is_JSON_and_recorded_exchanges_can_be_answered_with() => AssertAll("json", block =>
    {
        using var json = JsonDocument.Parse(block.Code);
        if (json.RootElement.TryGetProperty("fixtures", out _))
            Assert.Empty(Load(block, FixtureFile.Load).Errors);
    });

    [Fact]
    public void XML_is_XML_and_names_the_packages_of_this_version() => AssertAll("xml", block =>
    {
        var version = Property("VersionPrefix") + "-" + Property("VersionSuffix");
        var packages = XElement.Parse(block.Code)
            .Descendants("PackageReference")
            .Where(r => r.Attribute("Include")!.Value.StartsWith("GatewayKit", StringComparison.Ordinal));
        Assert.All(packages, package => Assert.Equal(version, package.Attribute("Version")!.Value));
    });

    [Fact]
    public void Settings_of_an_editor_are_settings_of_rules_that_exist() => AssertAll("ini", block =>
        Assert.All(block.Code.TrimEnd('\n').Split('\n'), line => Assert.True(
            line.StartsWith('[') || (Setting().Match(line) is { Success: true } setting
                && (!setting.Groups["rule"].Success || RuleExists(setting.Groups["rule"].Value))),
            $"'{line}' sets nothing.")));

    [Fact]
    public void An_OpenAPI_document_has_no_error()
        => AssertAll("yaml",
            block => Assert.Empty(Load(block, file => OpenApiDocument.Load(file)).Errors), block => block.Mark("check") == "openapi");

    [Fact]
    public void A_Dockerfile_is_that_of_the_template() => AssertAll("dockerfile", block => Assert.Equal(
        File.ReadAllText(Path.Combine(Repository.Root, "src/GatewayKit.Templates/content/gatewaykit-host/Dockerfile"))
            .ReplaceLineEndings("\n")
            .Replace("Company-Gateway1", "Gateway", StringComparison.Ordinal),
        block.Code));

    private static void AssertAll(string language, Action<Block> check, Func<Block, bool>? isMeant = null)
    {
        var blocks = Repository.Documents
            .SelectMany(page => page.Blocks
                .Where(block => block.Language == language && isMeant?.Invoke(block) != false)
                .Select(block => (page.Name, block)))
            .ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, b =>
        {
            var error = Record.Exception(() => check(b.block));
            Assert.True(error is null, $"{b.Name}({b.block.Line}): {error?.Message}");
        });
    }

    private static T Load<T>(Block block, Func<string, T> load)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, block.Code);
        try
        {
            return load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool RuleExists(string id) => File.Exists(Path.Combine(Repository.Root, "docs", "analyzers", $"{id}.md"));

    private static string Property(string name)
        => XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants(name).Single().Value;

    [GeneratedRegex(@"^dotnet_(diagnostic\.(?<rule>GWK\d{4})|analyzer_diagnostic\.category-GatewayKit\.\w+)\.severity = "
        + "(none|error|warning|suggestion)$")]
    private static partial Regex Setting();
}
