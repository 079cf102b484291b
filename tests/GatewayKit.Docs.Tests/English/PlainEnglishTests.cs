namespace GatewayKit.Docs.English;

/// <summary>Documents, comments and messages are written in plain English: CONTRIBUTING.md, "Code".</summary>
public sealed class PlainEnglishTests
{
    // The files and folders that are done. The list only grows: add a folder when its text is rewritten, and never remove one.
    private static readonly string[] s_done =
    [
        "CONTRIBUTING.md", "README.md", "SECURITY.md",
        "docs/analyzers/", "docs/concepts.md",
        "docs/configuration.md", "docs/decisions/", "docs/edge.md", "docs/load-balancing.md", "docs/mocking.md",
        "docs/observability.md", "docs/operating.md", "docs/performance.md",
        "docs/plugin-isolation.md", "docs/plugins.md", "docs/recipes.md", "docs/recipes/", "docs/resilience.md",
        "docs/testing.md", "docs/writing-a-plugin.md",
        "plugins/",
        "samples/",
        "src/GatewayKit/", "src/GatewayKit.Abstractions/", "src/GatewayKit.AccessLog/", "src/GatewayKit.Acme/", "src/GatewayKit.Redis/",
        "src/GatewayKit.Analyzers/", "src/GatewayKit.Analyzers.CodeFixes/", "src/GatewayKit.Authentication/",
        "src/GatewayKit.Bodies/", "src/GatewayKit.Cli/",
        "src/GatewayKit.Expressions/", "src/GatewayKit.JsonSchema/", "src/GatewayKit.Limits/",
        "src/GatewayKit.Loading/", "src/GatewayKit.OpenApi/", "src/GatewayKit.OpenApi.Http/", "src/GatewayKit.OpenApi.Mocking/",
        "src/GatewayKit.OpenTelemetry/",
        "src/GatewayKit.Passwords/", "src/GatewayKit.PluginSdk/",
        "src/GatewayKit.Templates/", "src/GatewayKit.Testing/", "src/GatewayKit.Tokens/", "src/GatewayKit.Transforms/",
        "src/GatewayKit.Yaml/",
        "tests/GatewayKit.Docs.Tests/English/Phrase.cs", "tests/GatewayKit.Docs.Tests/English/Prose.cs",
        "tests/GatewayKit.EndToEnd.Tests/",
    ];

    [Fact]
    public void Documents_comments_and_messages_are_plain_English()
    {
        var faults =
            s_done.SelectMany(FilesOf).SelectMany(file => FaultsIn(file, File.ReadAllText(Path.Combine(Repository.Root, file)))).ToArray();

        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Each_entry_of_the_list_has_files()
        => Assert.All(s_done, entry => Assert.NotEmpty(FilesOf(entry)));

    [Fact]
    public void Each_phrase_is_found_in_its_example()
        => Assert.All(Phrases.All, phrase => Assert.NotNull(phrase.FindIn(phrase.Example)));

    [Theory]
    [InlineData("a.cs", "/// <summary>What came of it.</summary>")]
    [InlineData("a.cs", "/// <summary>Takes a file.</summary>")]
    [InlineData("a.cs", "/// <param name=\"limit\">The most requests.</param>")]
    [InlineData("a.cs", "/// <returns>It is refused then.</returns>")]
    [InlineData("a.cs", "throw new FormatException($\"'{text}' is no duration.\");")]
    [InlineData("a.cs", "[LoggerMessage(1, LogLevel.Warning, \"Configuration {Version} is in force.\")]")]
    [InlineData("a.cs", "[Description(\"Says which route; whoever calls.\")]")]
    [InlineData("a.cs", "var help = \"\"\"\n    Makes each answer anew.\n    \"\"\";")]
    [InlineData("a.cs", "Run(); // the mistake that is told")]
    [InlineData("a.md", "## What it costs")]
    [InlineData("a.md", "| a | What is taken out. |")]
    [InlineData("a.md", "The plugin stands beside others, so many of them, and nobody mends it.")]
    [InlineData("a.md", "`null` for a command that the plugin has not.")]
    public void A_phrase_to_avoid_is_found(string file, string content)
        => Assert.NotEmpty(FaultsIn(file, content));

    [Theory]
    [InlineData("a.cs", "/// <summary>Gets the result; there is no default.</summary>")]
    [InlineData("a.cs", "var isNo = \"is_no\"; Url(\"http://a/ is needed\"); // the state is no longer used")]
    [InlineData("a.md", "What is a route? The cluster has not changed. `x is no y`\n```\nis in force\n```\n")]
    public void Other_text_is_accepted(string file, string content)
        => Assert.Empty(FaultsIn(file, content));

    private static IEnumerable<string> FaultsIn(string file, string content)
        => Prose.Read(file, content)
            .SelectMany(line => Phrases.All.Select(phrase => (phrase, Found: phrase.FindIn(line.Text))).Where(p => p.Found is not null)
                .Select(p => $"{file}:{line.Line}: '{p.Found}': write {p.phrase.Instead}."));

    private static IEnumerable<string> FilesOf(string entry)
    {
        var path = Path.Combine(Repository.Root, entry);
        var files = entry.EndsWith('/') ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path];
        return files
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(IsSource)
            .Order(StringComparer.Ordinal);
    }

    private static bool IsSource(string file)
        => Path.GetExtension(file) is ".md" or ".cs" && !file.Split('/').Any(folder => folder is "bin" or "obj");
}
