using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Docs;

/// <summary>The manifests of all pages are accepted by the gateway, together with <c>Documents/kubernetes.yaml</c>.</summary>
public sealed class ManifestTests(ManifestHost host) : IClassFixture<ManifestHost>
{
    [Fact]
    public async Task The_manifests_of_each_page_are_accepted()
    {
        var pages = Repository.Documents.Where(page => page.Blocks.Any(IsManifest)).ToArray();

        Assert.NotEmpty(pages);
        foreach (var page in pages)
            Assert.Empty(await FindingsAsync(page));
    }

    [Theory]
    [InlineData("{ plugin: rate-limit, options: { limit: many, window: 1m } }", "page.md:3:1: GatewayPlugin shop/wrong: Accepted is False")]
    [InlineData(
        "{ plugin: key-auth, optionsFrom: [ { path: a, fileRef: {} } ] }",
        "page.md:6:1: GatewayPlugin shop/wrong: spec.optionsFrom[0].fileRef isn't a known field")]
    [InlineData("{ plugin: key-auth, enabled: 5 }", "page.md:6:1: GatewayPlugin shop/wrong: spec.enabled is a number")]
    public async Task An_error_in_a_manifest_is_found_at_its_line(string spec, string finding)
    {
        var page = new Document("page.md", "<!-- check: kubernetes -->\n```yaml\napiVersion: gatewaykit.io/v1alpha1\nkind: GatewayPlugin\n"
            + $"metadata: {{ name: wrong, namespace: shop }}\nspec: {spec}\n```\n");

        Assert.Contains(await FindingsAsync(page), found => Lines(found).StartsWith(Lines(finding), StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> FindingsAsync(Document page)
    {
        var text = TextOf(page);
        var shared = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Documents", "kubernetes.yaml")))
            .ReplaceLineEndings("\n").Split("\n---\n").Where(document => !text.Contains(NameOf(document), StringComparison.Ordinal));
        var manifests = ManifestSet.Parse(string.Join("\n---\n", shared.Prepend(text)), page.Name);
        var report = await host.Gateway.ApplyAsync(manifests).WaitAsync(TimeSpan.FromSeconds(60));
        IEnumerable<ConfigError> findings = [.. manifests.Errors, .. manifests.Warnings, .. report.Errors, .. report.Warnings];
        return [.. findings.Select(found => found.ToString()).Where(found => !found.Contains("self-signed", StringComparison.Ordinal))];
    }

    /// <summary>Returns the manifests of a page at their lines.</summary>
    private static string TextOf(Document page)
    {
        var lines = new List<string>();
        foreach (var block in page.Blocks.Where(IsManifest))
        {
            while (lines.Count < block.Line - 2)
                lines.Add("");
            lines.Add("---");
            lines.AddRange(block.Code.TrimEnd('\n').Split('\n'));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Returns the lines with the kind and the name of a resource. One of the page replaces the one that all pages
    /// share.</summary>
    private static string NameOf(string document)
    {
        var lines = document.Split('\n');
        var kind = Array.FindIndex(lines, line => line.StartsWith("kind: ", StringComparison.Ordinal));
        return $"{lines[kind]}\n{lines[kind + 1]}\n";
    }

    /// <summary>Returns a finding without its column.</summary>
    private static string Lines(string finding) => string.Join(':', finding.Split(':').Where((_, index) => index != 2));

    private static bool IsManifest(Block block) => block.Language == "yaml" && block.Mark("check") == "kubernetes";
}
